using System.Text;

namespace Bailey.Web.Tests;

/// <summary>Plain HTTP to what is served, without a browser.</summary>
internal static class Asking
{
    public static Task<string> Get(this Served served, string path) => served.Ask(new Uri(served.Origin).Authority, path);

    public static async Task<string> Ask(this Served served, string authority, string path)
    {
        byte[] answer = await Raw.Exchange(served.Port, Raw.Bytes($"GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n"), authority);
        return Encoding.Latin1.GetString(answer);
    }
}
