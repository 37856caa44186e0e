using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>What somebody tried: enough to tell of its failure.</summary>
/// <param name="Method">The method: <c>file.open</c>.</param>
/// <param name="Syscall">As Node names it: <c>open</c>.</param>
/// <param name="Package">The package that asks, as the worker claims.</param>
/// <param name="Path">The guest's own words; null where there is no path.</param>
/// <param name="Destination">The second path of a rename or copy.</param>
internal readonly record struct Attempt(string Method, string Syscall, string Package, string? Path = null, string? Destination = null);

/// <summary>Answers as UTF-8 JSON. Text of the host never enters one.</summary>
internal static class FileReplies
{
    private const int LongestShownPath = 4096;

    /// <summary><c>{}</c>.</summary>
    public static Reply Done { get; } = new(false, "{}"u8.ToArray(), default);

    /// <summary><c>{"name":number}</c>.</summary>
    public static Reply Number(string name, long value, ReadOnlyMemory<byte> data = default)
    {
        Span<byte> text = stackalloc byte[64];
        Utf8.TryWrite(text, $$"""{"{{name}}":{{value}}}""", out int length);
        return new Reply(false, text[..length].ToArray(), data);
    }

    /// <summary>The answer of readAll.</summary>
    public static Reply Content(long size, int? more, ReadOnlyMemory<byte> data)
    {
        if (more is not { } descriptor)
        {
            return Number("size", size, data);
        }

        Span<byte> text = stackalloc byte[96];
        Utf8.TryWrite(text, $$"""{"size":{{size}},"more":{{descriptor}}}""", out int length);
        return new Reply(false, text[..length].ToArray(), data);
    }

    /// <summary>The answer of stat.</summary>
    public static Reply Status(FileKind kind, long size, long modifiedMilliseconds, int mode, ulong inode)
    {
        Span<byte> text = stackalloc byte[224];
        Utf8.TryWrite(
            text,
            $$"""{"kind":"{{KindName(kind)}}","size":{{size}},"mtimeMs":{{modifiedMilliseconds}},"mode":{{mode}},"ino":{{inode}},"nlink":1}""",
            out int length);
        return new Reply(false, text[..length].ToArray(), default);
    }

    /// <summary><c>{"name":"text"}</c>.</summary>
    public static Reply Text(string name, string value)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + value.Length);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
        json.Flush();
        return new Reply(false, buffer.WrittenMemory, default);
    }

    /// <summary>The answer of list.</summary>
    public static Reply Entries(IReadOnlyCollection<KeyValuePair<string, FileKind>> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + (entries.Count * 48));
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach ((string name, FileKind kind) in entries)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("kind", KindName(kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new Reply(false, buffer.WrittenMemory, default);
    }

    /// <summary>An error as Node has it: <c>ENOENT: no such file or directory, open '/app/x'</c>.</summary>
    public static Reply Failure(in Attempt attempt, Errno errno, Refusal? refusal = null)
    {
        ErrorRow row = FileErrors.Row(errno);
        string? path = Cut(attempt.Path);
        string? destination = Cut(attempt.Destination);
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("code", row.Code);
        json.WriteNumber("errno", -(int)row.Told);
        json.WriteString("message", Message(row, attempt.Syscall, path, destination));
        json.WriteString("syscall", attempt.Syscall);
        if (path is not null)
        {
            json.WriteString("path", path);
        }

        if (destination is not null)
        {
            json.WriteString("dest", destination);
        }

        if (refusal is not null)
        {
            json.WriteStartObject("refusal");
            json.WriteString("wall", RefusalText.Word(refusal.Wall));
            json.WriteString("kind", refusal.Kind == RefusalKind.FileRead ? "file.read" : "file.write");
            json.WriteString("subject", refusal.Subject);
            json.WriteString("grant", refusal.Grant);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return new Reply(true, buffer.WrittenMemory, default);
    }

    private static string Message(ErrorRow row, string syscall, string? path, string? destination)
    {
        var text = new StringBuilder().Append(row.Code).Append(": ").Append(row.Text).Append(", ").Append(syscall);
        if (path is not null)
        {
            text.Append(" '").Append(path).Append('\'');
        }

        return destination is null ? text.ToString() : text.Append(" -> '").Append(destination).Append('\'').ToString();
    }

    private static string? Cut(string? path) => path is { Length: > LongestShownPath } ? path[..LongestShownPath] : path;

    private static string KindName(FileKind kind) => kind switch
    {
        FileKind.File => "file",
        FileKind.Directory => "directory",
        FileKind.SymbolicLink => "symlink",
        _ => "other",
    };
}
