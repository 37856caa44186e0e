using System.Text;
using System.Text.Json;
using Bailey.Broker.Files;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Tests;

/// <summary>A folder of the host with a neighbour that no grant covers, and a file service over it.</summary>
public sealed class World : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("bailey-files-").FullName;
    private FileService? _service;

    public World()
    {
        Directory.CreateDirectory(Host(""));
        Directory.CreateDirectory(Outside(""));
        File.WriteAllText(Host("inside.txt"), "inside");
        File.WriteAllText(Outside("secret.txt"), "secret");
    }

    internal List<FileAudit> Audit { get; } = [];

    internal FileService Service => _service ?? throw new InvalidOperationException("no grants yet");

    /// <summary>A host path beneath the granted folder.</summary>
    public string Host(string path) => Path.Combine(_top, "granted", path);

    /// <summary>A host path beside it.</summary>
    public string Outside(string path) => Path.Combine(_top, "outside", path);

    /// <summary>The name that no answer may hold.</summary>
    public string Secret => Path.GetFileName(_top);

    public static World Read() => new World().With(new BrokerGrant("/data", "", FileGrantAccess.Read));

    public static World Write(long? maxBytes = null) => new World().With(new BrokerGrant("/data", "", FileGrantAccess.Write, maxBytes));

    /// <summary>Starts a service; an empty or relative host path lies beneath the granted folder.</summary>
    internal World With(params BrokerGrant[] grants) => With(new FileBounds(ScratchFolder: Path.Combine(_top, "scratch")), grants);

    internal World With(FileBounds bounds, params BrokerGrant[] grants)
    {
        _service?.Dispose();
        _service = new FileService([.. grants.Select(grant => grant with { HostPath = grant.HostPath is { } path ? Path.Combine(Host(""), path) : null })], bounds)
        {
            Decided = Audit.Add,
        };
        return this;
    }

    public Answer Ask(string method, object arguments, byte[]? data = null) =>
        Raw(method, JsonSerializer.Serialize(arguments), data);

    public Answer Raw(string method, string json, byte[]? data = null)
    {
        var answer = new Answer(Service.Handle("file." + method, Encoding.UTF8.GetBytes(json), data));
        Assert.DoesNotContain(Secret, answer.Json.GetRawText(), StringComparison.Ordinal);
        return answer;
    }

    /// <summary>Asks, and wants the answer not to be an error.</summary>
    public Answer Do(string method, object arguments, byte[]? data = null)
    {
        Answer answer = Ask(method, arguments, data);
        Assert.True(answer.Code is null, $"{method}: {answer.Json}");
        return answer;
    }

    /// <summary>Opens a file; its descriptor.</summary>
    public long Open(string path, string flags) => Do("open", new { path, flags }).Json.GetProperty("fd").GetInt64();

    /// <summary>What reading a whole file gives: its text, or the error's code.</summary>
    public string Text(string path)
    {
        Answer answer = Ask("readAll", new { path });
        return answer.Code ?? Encoding.UTF8.GetString(answer.Data);
    }

    public void Dispose()
    {
        _service?.Dispose();
        if (Directory.Exists(_top))
        {
            // A guest may have closed its own folders.
            Command.Run("chmod", "-R", "u+rwX", _top);
            Directory.Delete(_top, recursive: true);
        }
    }
}

/// <summary>A parsed answer.</summary>
public sealed class Answer
{
    public Answer(Reply reply)
    {
        Json = JsonDocument.Parse(reply.Json).RootElement;
        Data = reply.Data.ToArray();
        Code = reply.IsError ? Json.GetProperty("code").GetString() : null;
    }

    public JsonElement Json { get; }

    public byte[] Data { get; }

    /// <summary>Null when it is not an error.</summary>
    public string? Code { get; }

    public bool IsRefusal => Code is not null && Json.TryGetProperty("refusal", out _);

    public string Text(string name) => Json.GetProperty(name).GetString()!;
}
