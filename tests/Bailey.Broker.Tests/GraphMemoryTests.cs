using Bailey.Broker.Files;
using Bailey.Broker.Sessions;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Tests;

public sealed class GraphMemoryTests : IDisposable
{
    private static readonly byte[] Request = "{}"u8.ToArray();
    private static readonly byte[] Read = """{"path":"/app/index.js"}"""u8.ToArray();

    private readonly string _program = Directory.CreateTempSubdirectory("bailey-graph-").FullName;
    private readonly string _state = Directory.CreateTempSubdirectory("bailey-graph-").FullName;
    private GraphMemory _memory;

    public GraphMemoryTests() => _memory = new GraphMemory(new CodeCache(_state));

    private string Index => Path.Combine(_program, "index.js");

    public void Dispose()
    {
        Directory.Delete(_program, recursive: true);
        Directory.Delete(_state, recursive: true);
    }

    [Fact]
    public void A_graph_is_used_again_only_while_the_content_of_its_files_is_the_same()
    {
        File.WriteAllText(Index, "one");
        Remember();
        Assert.NotNull(Find());

        // Size and time are what a program's writer can keep.
        DateTime then = File.GetLastWriteTimeUtc(Index);
        File.WriteAllText(Index, "two");
        File.SetLastWriteTimeUtc(Index, then);
        Assert.Null(Find());

        File.WriteAllText(Index, "one");
        Assert.NotNull(Find());
    }

    [Fact]
    public void A_file_that_was_missing_and_is_there_now_makes_the_graph_another()
    {
        Remember();
        Assert.NotNull(Find());
        File.WriteAllText(Index, "one");
        Assert.Null(Find());
    }

    [Fact]
    public void Another_request_or_program_finds_nothing()
    {
        Remember();
        using FileService files = Files();
        Assert.Null(_memory.Find("compiler", _program, "{ }"u8, files));
        Assert.Null(_memory.Find("compiler", _program + "2", Request, files));
        Assert.Null(_memory.Find("compiler2", _program, Request, files));
        Assert.NotNull(_memory.Find("compiler", _program, Request, files));
    }

    [Fact]
    public void A_graph_outlives_the_broker_and_is_asked_for_again_all_the_same()
    {
        File.WriteAllText(Index, "one");
        Remember();
        _memory = new GraphMemory(new CodeCache(_state));
        Assert.Equal("{\"graph\":{}}", System.Text.Encoding.UTF8.GetString(Find()!.Value.Json.Span));
        File.WriteAllText(Index, "two");
        Assert.Null(Find());
    }

    [Fact]
    public void A_graph_that_somebody_changed_on_disk_is_no_graph()
    {
        Remember();
        string stored = Directory.EnumerateFiles(_state, "*", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(stored);
        bytes[^1] ^= 1;
        File.WriteAllBytes(stored, bytes);
        _memory = new GraphMemory(new CodeCache(_state));
        Assert.Null(Find());
        bytes[^1] ^= 1;
        File.WriteAllBytes(stored, bytes);
        Assert.NotNull(Find());
    }

    private void Remember()
    {
        using FileService files = Files();
        Reply answer = files.Handle("file.readAll", Read, default);
        _memory.Keep("compiler", _program, Request, [new("file.readAll", Read, GraphMemory.Digest(answer))], new Reply(false, "{\"graph\":{}}"u8.ToArray(), default));
    }

    private Reply? Find()
    {
        using FileService files = Files();
        return _memory.Find("compiler", _program, Request, files);
    }

    private FileService Files() => new([new BrokerGrant("/app", _program, FileGrantAccess.Read)], new FileBounds());
}
