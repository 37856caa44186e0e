using System.Text;
using Bailey.Broker.Files;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Tests;

public sealed class DescriptorTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_number_that_was_closed_stands_for_nothing_and_is_not_given_again()
    {
        var seen = new HashSet<long>();
        for (int i = 0; i < 1000; i++)
        {
            long file = _world.Open("/data/inside.txt", "r");
            Assert.True(seen.Add(file));
            _world.Do("close", new { fd = file });
            Assert.Equal("EBADF", _world.Ask("close", new { fd = file }).Code);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(4294967312L)]
    [InlineData(long.MaxValue)]
    public void Numbers_that_were_not_given_are_no_files(long wrong)
    {
        Assert.Equal(16, _world.Open("/data/inside.txt", "r+"));
        Assert.Equal("EBADF", _world.Ask("read", new { fd = wrong, length = 1 }).Code);
        Assert.Equal("EBADF", _world.Ask("write", new { fd = wrong }).Code);
        Assert.Equal("EBADF", _world.Ask("truncate", new { fd = wrong, length = 0 }).Code);
        Assert.Equal("EBADF", _world.Ask("fstat", new { fd = wrong }).Code);
        Assert.Equal("EBADF", _world.Ask("sync", new { fd = wrong }).Code);
        Assert.Equal("EBADF", _world.Ask("chmod", new { fd = wrong, mode = 0 }).Code);
        _world.Do("read", new { fd = 16, length = 1 });
    }

    [Fact]
    public void The_table_is_bounded_and_closing_makes_room()
    {
        _world.With(new FileBounds(MaximumDescriptors: 3), new BrokerGrant("/data", "", FileGrantAccess.Write));
        File.WriteAllBytes(_world.Host("large"), new byte[200_000]);
        long first = _world.Open("/data/inside.txt", "r");
        _world.Open("/data/inside.txt", "r");
        _world.Open("/data", "r");
        Assert.Equal("EMFILE", _world.Ask("open", new { path = "/data/new", flags = "w" }).Code);
        Assert.False(File.Exists(_world.Host("new")));
        Assert.Equal("EMFILE", _world.Text("/data/large"));
        Assert.Equal("inside", _world.Text("/data/inside.txt"));
        _world.Do("close", new { fd = first });
        _world.Open("/data/new", "w");
    }

    [Fact]
    public void A_large_file_comes_in_chunks_and_is_closed_at_its_end()
    {
        byte[] content = new byte[200_001];
        new Random(1).NextBytes(content);
        File.WriteAllBytes(_world.Host("large"), content);
        Answer first = _world.Do("readAll", new { path = "/data/large" });
        Assert.Equal(FileBounds.Chunk, first.Data.Length);
        Assert.Equal(content.Length, first.Json.GetProperty("size").GetInt64());
        long more = first.Json.GetProperty("more").GetInt64();
        var whole = new MemoryStream();
        for (byte[] piece = first.Data; piece.Length > 0; piece = _world.Do("read", new { fd = more, length = 65536, position = (long?)null }).Data)
        {
            whole.Write(piece);
        }

        Assert.Equal(content, whole.ToArray());
        _world.Do("close", new { fd = more });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    public void A_file_about_as_long_as_a_chunk_is_whole(int length)
    {
        File.WriteAllBytes(_world.Host("f"), new byte[length]);
        Answer answer = _world.Do("readAll", new { path = "/data/f" });
        Assert.Equal(Math.Min(length, 65536), answer.Data.Length);
        Assert.Equal(length > 65536, answer.Json.TryGetProperty("more", out _));
    }

    [Fact]
    public void A_folder_can_be_opened_and_not_read_or_written()
    {
        long folder = _world.Open("/data", "r");
        Assert.Equal("directory", _world.Do("fstat", new { fd = folder }).Text("kind"));
        Assert.Equal("EISDIR", _world.Ask("read", new { fd = folder, length = 1 }).Code);
        Assert.Equal("EBADF", _world.Ask("write", new { fd = folder }, "x"u8.ToArray()).Code);
        Assert.Equal("EISDIR", _world.Ask("open", new { path = "/data", flags = "w" }).Code);
        Assert.Equal("EISDIR", _world.Text("/data"));
    }

    [Fact]
    public void Files_that_another_thread_closes_are_errors_and_never_another_file()
    {
        // Other descriptors of this process come and go meanwhile, and take the numbers that become free.
        using var stop = new CancellationTokenSource();
        var churn = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                File.ReadAllText(_world.Outside("secret.txt"));
            }
        });
        churn.Start();
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            for (int i = 0; i < 3000; i++)
            {
                _world.Service.Handle("file.open", """{"path":"/data/inside.txt","flags":"r+"}"""u8.ToArray(), default);
                int fd = 16 + (i * 4) + worker;
                Reply read = _world.Service.Handle("file.read", Encoding.UTF8.GetBytes($$"""{"fd":{{fd}},"length":9,"position":0}"""), default);
                seen.TryAdd(read.IsError ? new Answer(read).Code! : Encoding.UTF8.GetString(read.Data.Span), 0);
                _world.Service.Handle("file.chmod", Encoding.UTF8.GetBytes($$"""{"fd":{{fd - 2}},"mode":511}"""), default);
                _world.Service.Handle("file.close", Encoding.UTF8.GetBytes($$"""{"fd":{{fd - 1}}}"""), default);
                _world.Service.Handle("file.close", Encoding.UTF8.GetBytes($$"""{"fd":{{fd - 4}}}"""), default);
            }
        });
        stop.Cancel();
        churn.Join();
        Assert.Contains("inside", seen.Keys);
        Assert.Empty(seen.Keys.Except(["inside", "EBADF"]));
        Assert.Equal((UnixFileMode)0x1FF, File.GetUnixFileMode(_world.Host("inside.txt")));
        Assert.NotEqual((UnixFileMode)0x1FF, File.GetUnixFileMode(_world.Outside("secret.txt")));
    }
}
