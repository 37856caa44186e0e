namespace Bailey.Cli.Tests;

public sealed class PolicyInitTests
{
    [Fact]
    public void A_program_that_nobody_prepared_runs_after_policy_init()
    {
        using var program = new TemporaryProgram("const shout = require('shout'); console.log(shout('hello'))");
        program.Write("package.json", """{"name":"program","dependencies":{"shout":"1.0.0"}}""");
        program.Write("node_modules/shout/package.json", """{"name":"shout","version":"1.0.0"}""");
        program.Write("node_modules/shout/index.js", "const { EOL } = require('os'); module.exports = (text) => text.toUpperCase() + EOL.length");
        File.Delete(Path.Combine(program.Folder, "policy.json"));
        File.Delete(Path.Combine(program.Folder, "bailey.json"));

        Assert.Equal(66, program.Run().ExitCode);
        CliResult init = PublishedCli.Run(["policy", "init", program.Folder]);
        Assert.Equal(0, init.ExitCode);
        Assert.Contains("os.EOL", File.ReadAllText(Path.Combine(program.Folder, "policy.json")), StringComparison.Ordinal);
        CliResult run = program.Run();
        Assert.Equal(("HELLO1\n", 0), (run.Output, run.ExitCode));
    }

    [Fact]
    public void A_package_gets_no_builtin_that_its_policy_does_not_name()
    {
        const string source = "try { console.log(require('nosy')()) } catch (error) { console.log(error.code) }";
        using var program = new TemporaryProgram(source, policy: """{"resources":{"nosy":{}}}""");
        program.Write("package.json", """{"name":"program","dependencies":{"nosy":"1.0.0"}}""");
        program.Write("node_modules/nosy/package.json", """{"name":"nosy","version":"1.0.0"}""");
        program.Write("node_modules/nosy/index.js", "module.exports = () => typeof require('os').hostname()");
        CliResult denied = program.Run();
        Assert.Equal("ERR_BAILEY_REFUSED\n", denied.Output);
        Assert.Contains("to package \"nosy\" by the realm", denied.Error, StringComparison.Ordinal);
        program.Write("policy.json", """{"resources":{"nosy":{"builtin":{"os.hostname":true}}}}""");
        Assert.Equal("string\n", program.Run().Output);
    }

    [Fact]
    public void A_ban_in_so_many_words_is_not_told_again_on_each_run()
    {
        const string source = "try { require('nosy') } catch (error) { console.log(error.code) }";
        using var program = new TemporaryProgram(source, policy: """{"resources":{"nosy":{"builtin":{"os":false}}}}""");
        program.Write("package.json", """{"name":"program","dependencies":{"nosy":"1.0.0"}}""");
        program.Write("node_modules/nosy/package.json", """{"name":"nosy","version":"1.0.0"}""");
        program.Write("node_modules/nosy/index.js", "require('os')");
        CliResult banned = program.Run();
        Assert.Equal(("ERR_BAILEY_REFUSED\n", ""), (banned.Output, banned.Error));
        program.Write("policy.json", """{"resources":{"nosy":{}}}""");
        Assert.Contains("Refused builtin module \"os\"", program.Run().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_addon_is_told_by_policy_init_and_by_runs_that_load_it_even_where_the_package_catches_it()
    {
        using var program = new TemporaryProgram("require('fast')");
        program.Write("package.json", """{"name":"program","dependencies":{"fast":"1.0.0"}}""");
        program.Write("node_modules/fast/package.json", """{"name":"fast","version":"1.0.0"}""");
        program.Write("node_modules/fast/index.js", "if (module.native) require('./fast.node'); console.log('slow')");
        program.Write("node_modules/fast/fast.node", "");
        CliResult init = PublishedCli.Run(["policy", "init", program.Folder, "--force"]);
        Assert.Contains("native addon", init.Error, StringComparison.Ordinal);
        CliResult run = program.Run();
        Assert.Equal(("slow\n", ""), (run.Output, run.Error));

        program.Write("node_modules/fast/index.js", "try { require('./fast.node') } catch (error) { console.log(error.code) }");
        CliResult loading = program.Run();
        Assert.Equal("ERR_BAILEY_REFUSED\n", loading.Output);
        Assert.Contains("Refused native code \"/app/node_modules/fast/fast.node\"", loading.Error, StringComparison.Ordinal);
    }
}
