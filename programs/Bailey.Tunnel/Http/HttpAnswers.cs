using System.Globalization;
using System.Text;
using Bailey.Policy;

namespace Bailey.Tunnel.Http;

/// <summary>What the tunnel itself says to clients of HTTP. Nothing of a request is repeated.</summary>
internal static class HttpAnswers
{
    /// <summary>The connection stands.</summary>
    public static byte[] Established { get; } = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    /// <summary>Nobody answers there, or the name leads nowhere.</summary>
    public static byte[] Unreachable { get; } = Said(502, "Bad Gateway", "bailey: nobody answers there");

    /// <summary>The credentials are wrong.</summary>
    public static byte[] OtherCredentials { get; } = Said(407, "Proxy Authentication Required", "bailey: these are not this sandbox's credentials");

    /// <summary>A refusal; how to allow it is told to the user, not to the program.</summary>
    public static byte[] Forbidden(EgressReason reason) => Said(403, "Forbidden", $"bailey: refused: {EgressReasons.Word(reason)}");

    private static byte[] Said(int status, string phrase, string text) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {phrase}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length + 1}\r\nConnection: close\r\n\r\n{text}\n"));
}
