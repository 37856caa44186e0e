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
}
