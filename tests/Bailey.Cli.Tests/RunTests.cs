using System.Diagnostics;

namespace Bailey.Cli.Tests;

public sealed class RunTests
{
    [Fact]
    public void The_hello_sample_says_hello()
    {
        using var program = new TemporaryProgram("console.log('hello, ' + (process.argv[2] ?? 'world'))");
        CliResult result = PublishedCli.Run(["run", program.Folder, "you"]);
        Assert.Equal(("hello, you\n", "", 0), (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public void A_guest_cannot_read_a_file_that_the_policy_does_not_name_and_the_line_that_would_allow_it_does()
    {
        const string source = "try { console.log(require('fs').readFileSync('/data/secret.txt', 'utf8')) } catch (error) { console.log(error.code) }";
        using var program = new TemporaryProgram(source);
        program.Write("secret.txt", "the secret");

        CliResult denied = program.Run();
        Assert.Equal("EACCES\n", denied.Output);
        Assert.Contains("Refused reading file \"/data/secret.txt\" to package \"$root$\" by the sandbox", denied.Error, StringComparison.Ordinal);
        Assert.Contains("bailey.json: files += { \"path\": \"/data/secret.txt\"", denied.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(program.Folder, denied.Output, StringComparison.Ordinal);

        program.Write("bailey.json", """{"bailey":1,"entry":"index.js","files":[{"path":"/data/secret.txt","source":"secret.txt","access":"read"}]}""");
        CliResult granted = program.Run();
        Assert.Equal(("the secret\n", ""), (granted.Output, granted.Error));
    }

    [Fact]
    public void A_guest_sees_only_the_environment_that_the_policy_names()
    {
        const string source = "console.log(JSON.stringify(process.env))";
        var environment = new Dictionary<string, string> { ["TOKEN"] = "t0k3n", ["OTHER"] = "x" };
        using var denied = new TemporaryProgram(source);
        Assert.Equal("{}\n", denied.Run(environment: environment).Output);
        using var granted = new TemporaryProgram(source, """ "env":{"TOKEN":{"from":"host"}} """);
        Assert.Equal("{\"TOKEN\":\"t0k3n\"}\n", granted.Run(environment: environment).Output);
    }

    [Fact]
    public void Standard_input_reaches_a_guest_only_by_grant()
    {
        const string source = "let all = ''; process.stdin.on('data', (d) => all += d); process.stdin.on('end', () => console.log(all.length))";
        using var denied = new TemporaryProgram(source);
        Assert.Equal("0\n", denied.Run("abc").Output);
        using var granted = new TemporaryProgram(source, """ "stdin":true """);
        Assert.Equal("200000\n", granted.Run(new string('x', 200_000)).Output);
    }

    [Theory]
    [InlineData("memory", "const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1))", """ "limits":{"memory":"200MB"} """)]
    [InlineData("cpu", "for (;;) {}", """ "limits":{"cpu":"1s"} """)]
    [InlineData("cpu", "(async () => { for (;;) await 0 })()", """ "limits":{"cpu":"1s"} """)]
    [InlineData("cpu", "const t = { length: 1, then: [].forEach }; t[0] = t; Promise.resolve(t)", """ "limits":{"cpu":"1s"} """)]
    [InlineData("cpu", "/^(a+)+$/.test('a'.repeat(40) + 'b'); for (;;) /(x+x+)+y/.test('x'.repeat(40))", """ "limits":{"cpu":"1s"} """)]
    [InlineData("wall", "setInterval(() => {}, 1000)", """ "limits":{"wall":"1s"} """)]
    [InlineData("output", "for (;;) console.log('x'.repeat(10000))", """ "limits":{"output":"1MB"} """)]
    [InlineData("timers", "for (;;) setTimeout(() => {}, 100000)", """ "limits":{"timers":1000} """)]
    public void A_bomb_ends_with_its_limit_named(string limit, string source, string bailey)
    {
        using var program = new TemporaryProgram(source, bailey);
        CliResult result = program.Run();
        Assert.Equal(75, result.ExitCode);
        Assert.Contains($"limit \"{limit}\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_recursion_is_an_error_of_the_guest_alone()
    {
        using var program = new TemporaryProgram("const f = () => f() + 1; try { f() } catch (error) { console.log(error.constructor.name) }");
        Assert.Equal("RangeError\n", program.Run().Output);
    }

    [Fact]
    public void A_virtual_clock_and_seeded_numbers_are_the_same_in_every_run()
    {
        const string source = "const a = Date.now(); setTimeout(() => console.log(a, Date.now() - a, Math.random()), 20)";
        using var program = new TemporaryProgram(source, """ "clock":"virtual","random":{"value":"seeded","seed":7} """);
        string first = program.Run().Output;
        Assert.StartsWith("946684800000 20 0.", first, StringComparison.Ordinal);
        Assert.Equal(first, program.Run().Output);
        using var real = new TemporaryProgram(source, """ "clock":"real","random":"real" """);
        Assert.NotEqual(first, real.Run().Output);
    }

    [Theory]
    [InlineData("\"clock\":{\"value\":\"real\",\"resolution\":\"100ms\"},", 100)]
    [InlineData("\"clock\":\"real\",", 1)]
    [InlineData("", 1000)]
    public void No_clock_of_a_guest_is_finer_than_stated(string clock, int step)
    {
        // Every way to ask for the time, again and again for a while; what differs from the first answer, in milliseconds.
        const string source = """
            const fs = require('fs'), { performance } = require('perf_hooks');
            const clocks = {
              date: () => Date.now(), text: () => +new Date(), called: () => Date.parse(new Date().toISOString()), performance: () => performance.now(),
              hrtime: () => { const [s, n] = process.hrtime(); return s * 1e3 + n / 1e6 }, bigint: () => Number(process.hrtime.bigint()) / 1e6, uptime: () => process.uptime() * 1e3,
              file: () => { fs.writeFileSync('/tmp/x', 'x'); return fs.statSync('/tmp/x').mtimeMs },
              descriptor: () => { const fd = fs.openSync('/tmp/y', 'w'); try { fs.writeSync(fd, 'y'); return fs.fstatSync(fd).mtimeMs } finally { fs.closeSync(fd) } },
            };
            for (const [name, read] of Object.entries(clocks)) {
              try { const first = read(), seen = new Set(); for (let i = 0; i < 300; i++) seen.add(+(read() - first).toFixed(3)); console.log(name, ...seen) } catch (error) { console.log(name, error.code ?? error.name) }
            }
            """;
        using var program = new TemporaryProgram(source, clock + """ "files":[{"path":"/tmp","access":"scratch"}] """);
        string[][] lines = [.. program.Run().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' '))];
        Assert.Equal(9, lines.Length);
        Assert.All(lines.Where(static line => line[0] is "file" or "descriptor" || char.IsDigit(line[1][0])), line => Assert.All(line[1..], seen => Assert.Equal(0, decimal.Parse(seen, System.Globalization.CultureInfo.InvariantCulture) % step)));
        // The control: where there is a clock they have answered, and the finest has gone on.
        Assert.Equal(clock.Length == 0 ? 2 : 9, lines.Count(static line => char.IsDigit(line[1][0])));
        Assert.True(step > 1 || lines.Single(static line => line[0] == "file").Length > 2);
    }

    [Fact]
    public void The_second_filter_is_in_force_when_the_first_statement_runs()
    {
        // It never gives its thread back.
        using var program = new TemporaryProgram("console.log('running'); for (;;) ;");
        using Process host = PublishedCli.Start(["run", program.Folder]);
        Assert.Equal("running", host.StandardOutput.ReadLine());
        int worker = Assert.Single(Processes.Beneath(host.Id), static pid => File.ReadAllText($"/proc/{pid}/maps").Contains("javascriptcore", StringComparison.Ordinal) && Processes.CommandOf(pid).Contains("guest", StringComparison.Ordinal));
        Assert.Contains("Seccomp_filters:\t2", File.ReadAllText($"/proc/{worker}/status"), StringComparison.Ordinal);
        host.Kill();
        host.WaitForExit();
    }

    [Theory]
    [InlineData(200_000, false)]
    [InlineData(50, true)]
    public void A_parser_bomb_is_a_syntax_error_with_its_place(int depth, bool runs)
    {
        using var program = new TemporaryProgram($"console.log({new string('(', depth)}1{new string(')', depth)})");
        CliResult result = program.Run();
        Assert.Equal(runs ? ("1\n", 0) : ("", 1), (result.Output, result.ExitCode));
        Assert.Equal(!runs, result.Error.Contains("SyntaxError: /app/index.js:1:", StringComparison.Ordinal));
    }

    [Fact]
    public void What_nobody_reads_does_not_grow_the_worker_of_a_guest_that_floods()
    {
        using var program = new TemporaryProgram("process.stderr.write('begun'); for (let i = 0; i < 6400; i++) console.log('x'.repeat(9999))", """ "limits":{"output":"1GB","memory":"4GB"} """);
        using Process host = PublishedCli.Start(["run", program.Folder]);
        var begun = new char[5];
        host.StandardError.ReadBlock(begun);
        int worker = Assert.Single(Processes.Beneath(host.Id), static pid => Processes.CommandOf(pid).Contains("guest", StringComparison.Ordinal) && File.ReadAllText($"/proc/{pid}/maps").Contains("javascriptcore", StringComparison.Ordinal));
        long first = Resident(worker);
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Assert.InRange(Resident(worker) - first, long.MinValue, 40_000);
        // The control: it was held up, not done; all of it comes once somebody reads.
        Assert.Equal(64_000_000, host.StandardOutput.ReadToEnd().Length);
    }

    private static long Resident(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").Single(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Every_finding_of_a_bad_policy_is_shown_at_once()
    {
        using var program = new TemporaryProgram("", """ "clocks":"real","files":[] """);
        CliResult result = program.Run();
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("clocks", result.Error, StringComparison.Ordinal);
        Assert.Contains("files", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_is_its_own_broker_loads_no_engine_and_ends_the_guest_when_it_goes()
    {
        using var program = new TemporaryProgram("console.log('ready'); setInterval(() => {}, 1000)");
        using Process host = PublishedCli.Start(["run", program.Folder]);
        Assert.Equal("ready", host.StandardOutput.ReadLine());
        int[] sandboxes = ChildrenOf(host.Id);
        Assert.NotEmpty(sandboxes);
        Assert.DoesNotContain("javascriptcore", File.ReadAllText($"/proc/{host.Id}/maps"), StringComparison.Ordinal);
        // The control: somebody has it.
        Assert.Contains(sandboxes.SelectMany(ChildrenOf), worker => File.ReadAllText($"/proc/{worker}/maps").Contains("javascriptcore", StringComparison.Ordinal));

        host.Kill();
        host.WaitForExit();
        Assert.True(SpinWait.SpinUntil(() => sandboxes.All(pid => IsGone(pid)), TimeSpan.FromSeconds(5)), "something outlived the host");
    }

    private static int[] ChildrenOf(int pid) =>
        [.. File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Concat(OtherThreadsChildren(pid)).Distinct()];

    private static IEnumerable<int> OtherThreadsChildren(int pid) =>
        Directory.GetDirectories($"/proc/{pid}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse);

    private static bool IsGone(int pid) =>
        !File.Exists($"/proc/{pid}/stat") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
}
