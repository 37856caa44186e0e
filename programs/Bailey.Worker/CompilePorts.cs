using System.Text;
using System.Text.Json;
using Bailey.Protocol;
using Bailey.Realm.Compile;

namespace Bailey.Worker;

/// <summary>The compiler's world over the channel: the program's files by the broker's file methods, and the cache.</summary>
internal sealed class CompilePorts(Channel channel) : ICompilePorts
{
    public string? Read(string path)
    {
        Reply reply = Ask("file.readAll", path);
        if (reply.IsError)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(reply.Json);
        return answer.RootElement.TryGetProperty("more", out JsonElement more)
            ? ReadRest(reply.Data, more.GetInt32())
            : Decode(reply.Data.Span);
    }

    public string? Stat(string path)
    {
        Reply reply = Ask("file.stat", path);
        if (reply.IsError)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(reply.Json);
        return answer.RootElement.GetProperty("kind").GetString() is ("file" or "directory") and var kind ? kind : null;
    }

    public string? RealPath(string path)
    {
        Reply reply = Ask("file.realpath", path);
        if (reply.IsError)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(reply.Json);
        return answer.RootElement.GetProperty("path").GetString();
    }

    public string? List(string path)
    {
        Reply reply = Ask("file.list", path);
        if (reply.IsError)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(reply.Json);
        return answer.RootElement.GetProperty("entries").GetRawText();
    }

    public string? CacheGet(string key)
    {
        Reply reply = channel.Call("cache.get", Json("key", key));
        return reply.IsError ? null : Encoding.UTF8.GetString(reply.Data.Span);
    }

    public void CachePut(string key, string value) => channel.Notify("cache.put", Json("key", key), Encoding.UTF8.GetBytes(value));

    public string Hash(string text)
    {
        Reply reply = channel.Call("cache.hash", "{}"u8, Encoding.UTF8.GetBytes(text));
        return Encoding.ASCII.GetString(reply.Data.Span);
    }

    public void Progress(string text) => channel.Notify("compile.progress", Json("text", text));

    public void Report(string text) => channel.Notify("worker.report", Json("text", text));

    private Reply Ask(string method, string path) => channel.Call(method, Json("path", path));

    private string? ReadRest(ReadOnlyMemory<byte> first, int descriptor)
    {
        using var whole = new MemoryStream();
        whole.Write(first.Span);
        byte[] request = Encoding.ASCII.GetBytes($$"""{"fd":{{descriptor}},"length":65536,"position":null}""");
        while (true)
        {
            Reply reply = channel.Call("file.read", request);
            if (reply.IsError || reply.Data.IsEmpty)
            {
                channel.Call("file.close", Encoding.ASCII.GetBytes($$"""{"fd":{{descriptor}}}"""));
                return reply.IsError ? null : Decode(whole.GetBuffer().AsSpan(0, (int)whole.Length));
            }

            whole.Write(reply.Data.Span);
        }
    }

    // Node drops a byte order mark before it parses.
    private static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);

    private static byte[] Json(string name, string value) =>
        Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{JsonEncodedText.Encode(value)}}"}""");
}
