using System.Text;

namespace Bailey.Protocol;

/// <summary>One message: a method (empty in replies), a JSON text in UTF-8 and bytes that are not JSON. The receiver owns both buffers.</summary>
/// <param name="Method">A name of <see cref="Methods"/>; empty in a reply.</param>
/// <param name="Json">UTF-8 JSON, not validated; may be empty.</param>
/// <param name="Data">Bytes beside it; may be empty.</param>
public readonly record struct Message(string Method, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Data)
{
    /// <summary>The JSON as text.</summary>
    public string JsonText => Encoding.UTF8.GetString(Json.Span);
}

/// <summary>What answers a request.</summary>
/// <param name="IsError">Whether <see cref="Json"/> is an error object: <c>{"code", "message", …}</c>.</param>
/// <param name="Json">UTF-8 JSON, not validated; may be empty.</param>
/// <param name="Data">Bytes beside it; may be empty.</param>
public readonly record struct Reply(bool IsError, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Data)
{
    /// <summary>An answer without content.</summary>
    public static Reply Empty => new(false, "{}"u8.ToArray(), default);

    /// <summary>The JSON as text.</summary>
    public string JsonText => Encoding.UTF8.GetString(Json.Span);

    /// <summary>An error answer with a code and a message.</summary>
    public static Reply Failure(string code, string message)
    {
        string json = $$"""{"code":"{{JsonEncodedText(code)}}","message":"{{JsonEncodedText(message)}}"}""";
        return new Reply(true, Encoding.UTF8.GetBytes(json), default);
    }

    private static string JsonEncodedText(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();
}
