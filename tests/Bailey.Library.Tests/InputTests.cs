using System.Security.Cryptography;

namespace Bailey.Library.Tests;

/// <summary>Standard input goes as fast as it is read, and no faster.</summary>
public sealed class InputTests : IAsyncLifetime
{
    private const int Piece = 100_000;

    private readonly ProgramFolder _folder = new("""{"bailey":1,"entry":"index.js","stdin":true}""");
    private readonly BaileyHost _host = Published.StartHost();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task What_a_guest_reads_is_taken_whole_and_in_order()
    {
        _folder.Write("index.js", "let n = 0, sum = 0; process.stdin.on('data', (c) => { for (const b of c) sum = (sum * 31 + b) % 1000003; n += c.length; }).on('end', () => console.log(n, sum));");
        var said = new Said();
        await using Guest guest = await _host.StartAsync(_folder.Program, new GuestOptions { Observer = said });
        long sum = 0;
        for (int i = 0; i < 20; i++)
        {
            byte[] piece = new byte[Piece];
            Array.Fill(piece, (byte)i);
            foreach (byte one in piece)
            {
                sum = ((sum * 31) + one) % 1_000_003;
            }

            await guest.WriteInputAsync(piece, end: i == 19).WaitAsync(TimeSpan.FromMinutes(1));
        }

        await guest.Completion.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal($"{20 * Piece} {sum}\n", said.Text.ToString());
    }

    [Fact]
    public async Task What_a_guest_does_not_read_is_not_taken_until_it_ends()
    {
        _folder.Write("index.js", "setTimeout(() => {}, 600000);");
        await using Guest guest = await _host.StartAsync(_folder.Program);
        Task taken = guest.WriteInputAsync(new byte[Piece]);
        await Task.WhenAny(taken, Task.Delay(500));
        Assert.False(taken.IsCompleted);
        await guest.CancelAsync();
        await taken.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Without_the_grant_nothing_is_kept_and_nobody_waits()
    {
        _folder.Write("bailey.json", """{"bailey":1,"entry":"index.js"}""");
        _folder.Write("index.js", "setTimeout(() => {}, 600000);");
        await using Guest guest = await _host.StartAsync(_folder.Program);
        await guest.WriteInputAsync(new byte[Piece]).WaitAsync(TimeSpan.FromMinutes(1));
        await guest.CancelAsync();
    }

    [Fact]
    public async Task What_a_program_reads_is_taken_whole_and_in_order()
    {
        var said = new Said();
        await using Guest program = await Exec("sha256sum", said);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < 20; i++)
        {
            byte[] piece = new byte[Piece];
            Array.Fill(piece, (byte)i);
            hash.AppendData(piece);
            await program.WriteInputAsync(piece, end: i == 19).WaitAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(new GuestOutcome.Exited(0), await program.Completion.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal($"{Convert.ToHexStringLower(hash.GetHashAndReset())}  -\n", said.Text.ToString());
    }

    // More than a pipe holds.
    [Fact]
    public async Task What_a_program_does_not_read_is_not_taken_until_it_ends()
    {
        await using Guest program = await Exec("exec sleep 1000");
        Task[] taken = [program.WriteInputAsync(new byte[Piece]), program.WriteInputAsync(new byte[Piece], end: true)];
        await Task.WhenAny([.. taken, Task.Delay(500)]);
        Assert.DoesNotContain(taken, static one => one.IsCompleted);
        await program.CancelAsync();
        await Task.WhenAll(taken).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_program_without_the_grant_is_given_nothing_and_nobody_waits()
    {
        await using Guest program = await Exec("exec sleep 1000", isGranted: false);
        await program.WriteInputAsync(new byte[Piece]).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private Task<Guest> Exec(string script, Said? said = null, bool isGranted = true) => _host.ExecAsync(
        new NativeProgram { Program = "sh", Arguments = ["-c", script], PolicyFolder = _folder.Path, Bailey = $$"""{"bailey":1,"children":2,"stdin":{{(isGranted ? "true" : "false")}}}""" }, said);
}
