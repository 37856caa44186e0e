using System.Runtime.InteropServices;
using System.Text;
using Bailey.Interop;

namespace Bailey.Realm.Kernel;

/// <summary>Bytes as text and back, for the realm's <c>node:</c> modules: what a loop in the realm does byte by byte.</summary>
/// <remarks>Pure: a text is a function of the bytes alone, and nothing is kept.</remarks>
public static class TextCoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text that bytes stand for; null where <c>utf8-strict</c> finds them malformed.</summary>
    /// <param name="encoding">
    /// <c>utf8</c>: malformed bytes become U+FFFD as the Encoding Standard counts them, a mark at the start stays; <c>utf8-strict</c>;
    /// <c>latin1</c>; <c>ascii</c>: the lower seven bits of each; <c>utf16le</c>: an odd last byte is left out.
    /// </param>
    /// <param name="bytes">Any.</param>
    /// <exception cref="JSException">No such encoding.</exception>
    public static string? Decode(string encoding, ReadOnlySpan<byte> bytes)
    {
        switch (encoding)
        {
            case "utf8":
                return Encoding.UTF8.GetString(bytes);
            case "utf8-strict":
                try
                {
                    return Strict.GetString(bytes);
                }
                catch (DecoderFallbackException)
                {
                    return null;
                }

            case "latin1":
                return Encoding.Latin1.GetString(bytes);
            case "ascii":
                return string.Create(bytes.Length, bytes, static (text, bytes) =>
                {
                    for (int i = 0; i < text.Length; i++)
                    {
                        text[i] = (char)(bytes[i] & 0x7F);
                    }
                });
            case "utf16le":
                return new string(MemoryMarshal.Cast<byte, char>(bytes));
            default:
                throw Unknown;
        }
    }

    /// <summary>The bytes of a text.</summary>
    /// <param name="encoding"><c>utf8</c>: a surrogate alone becomes U+FFFD; <c>latin1</c>: the lower eight bits of each; <c>utf16le</c>.</param>
    /// <param name="text">Any.</param>
    /// <exception cref="JSException">No such encoding.</exception>
    public static byte[] Encode(string encoding, string text)
    {
        switch (encoding)
        {
            case "utf8":
                return Encoding.UTF8.GetBytes(text);
            case "latin1":
                var bytes = new byte[text.Length];
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = unchecked((byte)text[i]);
                }

                return bytes;
            case "utf16le":
                return MemoryMarshal.AsBytes(text.AsSpan()).ToArray();
            default:
                throw Unknown;
        }
    }

    private static JSException Unknown => new("host call misused: no such encoding");
}
