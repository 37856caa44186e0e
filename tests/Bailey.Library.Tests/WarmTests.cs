using System.Diagnostics;

namespace Bailey.Library.Tests;

/// <summary>Workers that wait for one program, and what must never come of it.</summary>
[Collection("alone")]
public sealed class WarmTests : IAsyncLifetime
{
    private readonly ProgramFolder _folder = new("""{"bailey":1,"entry":"index.js"}""");
    private readonly BaileyHost _host = Published.StartHost();

    private GuestProgram Program => _folder.Program;

    public Task InitializeAsync()
    {
        Write("index.js", "console.log('one', process.argv[2] ?? 'none', typeof setTimeout)");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task A_prepared_worker_is_taken_and_runs_what_an_ordinary_one_does()
    {
        string ordinary = await Run(Program);
        await _host.KeepWarmAsync(Program, 1);
        int waiting = Workers().Single();
        Assert.Equal(ordinary, await Run(Program));
        Assert.Equal("one none function\n", ordinary);
        await Gone(waiting);
    }

    [Theory]
    [InlineData("index.js", "console.log('two')", "two\n")]
    [InlineData("bailey.json", """{"bailey":1,"entry":"other.js"}""", "other\n")]
    [InlineData("policy.json", """{"resources":{"unused":{}}}""", "one none function\n")]
    public async Task What_has_changed_since_is_never_served_from_a_prepared_worker(string file, string text, string output)
    {
        Write("other.js", "console.log('other')");
        await _host.KeepWarmAsync(Program, 1);
        int waiting = Workers().Single();
        Write(file, text);
        Assert.Equal(output, await Run(Program));
        Assert.Contains(waiting, Workers());
    }

    [Fact]
    public async Task Kept_warm_again_after_a_change_it_waits_as_it_is_now_and_not_as_it_was()
    {
        await _host.KeepWarmAsync(Program, 1);
        int before = Workers().Single();
        Write("index.js", "console.log('two')");
        await _host.KeepWarmAsync(Program, 1);
        await Gone(before);
        int now = Workers().Single();
        Assert.Equal("two\n", await Run(Program));
        await Gone(now);
        await _host.KeepWarmAsync(Program, 0);
        await Task.WhenAll(Workers().Select(Gone));
    }

    [Fact]
    public async Task Other_arguments_get_an_ordinary_worker()
    {
        await _host.KeepWarmAsync(Program, 1);
        int waiting = Workers().Single();
        var program = new GuestProgram { Folder = _folder.Path, Policy = Program.Policy, Bailey = Program.Bailey, Arguments = ["argument"] };
        Assert.Equal("one argument function\n", await Run(program));
        Assert.Contains(waiting, Workers());
    }

    [Fact]
    public async Task Nothing_of_the_guest_runs_before_it_is_asked_for()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "out"));
        Write("bailey.json", """{"bailey":1,"entry":"index.js","files":[{"path":"/app/out","source":"./out","access":"write"}]}""");
        Write("index.js", "require('fs').writeFileSync('/app/out/ran', '')");
        await _host.KeepWarmAsync(Program, 1);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "out/ran")));
        await Run(Program);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "out/ran")));
    }

    [Fact]
    public async Task A_plug_in_that_is_handed_something_waits_too()
    {
        Write("index.mjs", "import { double } from 'bailey:host'; export const run = async (n) => await double(n) + 1;");
        Write("bailey.json", """{"bailey":1,"entry":"index.mjs","host":["double"]}""");
        GuestOptions options = new();
        options.Functions["double"] = (int n) => n * 2;
        await _host.KeepWarmAsync(Program, 1, options, plugIn: true);
        int waiting = Workers().Single();
        await using (Guest guest = await _host.LoadAsync(Program, options))
        {
            Assert.Equal(7, (await guest.CallAsync<int>("run", [3])).ValueOrThrow());
        }

        await Gone(waiting);
    }

    [Fact]
    public async Task A_waiting_worker_that_somebody_ended_costs_its_guest_nothing()
    {
        await _host.KeepWarmAsync(Program, 1);
        int waiting = Workers().Single();
        Process.GetProcessById(waiting).Kill();
        await Gone(waiting);
        // The broker hears of it a moment later.
        await Task.Delay(200);
        Assert.Equal("one none function\n", await Run(Program));
    }

    [Fact]
    public async Task A_program_that_cannot_start_cannot_be_kept_warm()
    {
        Write("bailey.json", """{"bailey":1,"entry":"index.js","unknown":1}""");
        BaileyException error = await Assert.ThrowsAsync<BaileyException>(() => _host.KeepWarmAsync(Program, 1));
        Assert.Equal(BaileyFault.Policy, error.Fault);
    }

    private async Task<string> Run(GuestProgram program)
    {
        var said = new Said();
        await using Guest guest = await _host.StartAsync(program, new GuestOptions { Observer = said });
        await guest.Completion;
        return said.Text.ToString();
    }

    // A worker has one guest and ends with it: one that is gone was taken.
    private static async Task Gone(int worker)
    {
        for (int i = 0; i < 100 && Workers().Contains(worker); i++)
        {
            await Task.Delay(50);
        }

        Assert.DoesNotContain(worker, Workers());
    }

    private void Write(string name, string text) => _folder.Write(name, text);

    // As the host's system sees them: bubblewrap's child in each sandbox.
    private static int[] Workers() => [.. Processes.Beneath(Environment.ProcessId).Where(static process => Processes.CommandOf(process).StartsWith("/app/Bailey.Worker\0guest", StringComparison.Ordinal))];
}
