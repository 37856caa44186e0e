using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Web.Hardened;

/// <summary>Why a text was not compiled.</summary>
/// <param name="Type"><c>SyntaxError</c>: it is wrong; <c>Refused</c>: it may be right, but is not run.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, UTF-16 units.</param>
public sealed record TextFault(string Type, string Message, int Line, int Column);

/// <summary>A code file: JavaScript that registers what a text was compiled to, and nothing else.</summary>
/// <param name="Path">Below <see cref="DocumentPolicy.CodePath"/>.</param>
/// <param name="File">UTF-8.</param>
/// <param name="Imports">What a module asks for, as it is written there.</param>
/// <param name="Fault">Null when the file registers something.</param>
public sealed record CompiledText(string Path, byte[] File, IReadOnlyList<string> Imports, TextFault? Fault)
{
    /// <summary>Its URL on the container's origin.</summary>
    public string Url => DocumentPolicy.CodePath + Path;

    /// <summary>The code file of a text that no compiler has seen, or that none survived.</summary>
    public static CompiledText Refused(PageText text, string path, string why)
    {
        var fault = new TextFault("Refused", why, 1, 1);
        string meta = Encoding.UTF8.GetString(Object(json =>
        {
            json.WriteString("goal", text.Description);
            json.WriteString("key", "refused");
            json.WriteStartArray("functions");
            json.WriteEndArray();
            json.WriteString("original", "");
            json.WriteStartObject("error");
            json.WriteString("type", fault.Type);
            json.WriteString("message", why);
            json.WriteNumber("line", fault.Line);
            json.WriteNumber("column", fault.Column);
            json.WriteEndObject();
        }));
        // Escaped for JSON twice: a string of JavaScript that holds JSON.
        return new CompiledText(path, Encoding.ASCII.GetBytes($"__bailey__({Literal(path)},{Literal(meta)},null);"), [], fault);
    }

    /// <summary>Reads the compiler's answer <c>{file, imports, error?}</c>.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static CompiledText Read(string path, ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        TextFault? fault = root.TryGetProperty("error", out JsonElement error)
            ? new TextFault(
                error.GetProperty("type").GetString()!, error.GetProperty("message").GetString()!, error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32())
            : null;
        return new CompiledText(
            path, Encoding.UTF8.GetBytes(root.GetProperty("file").GetString()!), [.. root.GetProperty("imports").EnumerateArray().Select(static one => one.GetString()!)], fault);
    }

    /// <summary>One JSON object in UTF-8.</summary>
    internal static byte[] Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Literal(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";
}
