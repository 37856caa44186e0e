using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bailey.Web.Serving;

/// <summary>Short answers of Bailey's own, in plain text.</summary>
public static class Answers
{
    /// <summary>Cache-Control of what is another thing under another name.</summary>
    public const string ForEver = "private, max-age=31536000, immutable";

    /// <summary>Answers with a sentence; HEAD with its length.</summary>
    public static Task TextAsync(HttpContext context, int status, string text) => BytesAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Answers with bytes; HEAD with their length.</summary>
    public static async Task BytesAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
