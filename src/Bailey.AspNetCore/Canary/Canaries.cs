using System.Collections.Concurrent;
using Bailey.Policy;
using Bailey.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bailey.AspNetCore;

/// <summary>The canaries that are under way, and their answers. Thread-safe.</summary>
internal sealed class Canaries
{
    // Each has a few loopback ports; a host page that is loaded again and again shall not take them all.
    private const int Most = 8;
    private const string Script = DocumentPolicy.CodePath + "canary.js"; // the one folder whose files both grades run
    private static readonly ReadOnlyMemory<byte> Page = System.Text.Encoding.UTF8.GetBytes($"<!doctype html><title>self-test</title><script src=\"{Script}\"></script>");

    private readonly ConcurrentDictionary<string, ContainerCanary> _byId = new(StringComparer.Ordinal);

    public IEnumerable<string> Origins => _byId.Values.Select(static canary => canary.Origin);

    public ContainerCanary? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Lets one out; null when too many are under way.</summary>
    public ContainerCanary? Start(Container shown, IReadOnlyList<DocumentHeader> headers, string baseOrigin)
    {
        if (_byId.Count >= Most)
        {
            return null;
        }

        var canary = new ContainerCanary(shown, headers, baseOrigin);
        _byId[canary.Id] = canary;
        _ = Forget(canary);
        return canary;
    }

    /// <summary>Answers a request to a canary's origin, whose head is marked already.</summary>
    public static async Task ServeAsync(HttpContext context, ContainerCanary canary)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        string path = target.Split('?')[0];
        if (RequestGate.Decide(context.Request, path, canary.IsHardened) is { } refusal)
        {
            await Answers.TextAsync(context, refusal.Status, refusal.Reason);
        }
        else if (path == "/")
        {
            await Answers.BytesAsync(context, 200, "text/html; charset=utf-8", Page);
        }
        else if (path == Script)
        {
            await Answers.BytesAsync(context, 200, "text/javascript; charset=utf-8", OwnFiles.Find(DocumentPolicy.OwnPath + "canary.js")!);
        }
        else
        {
            if (target is DocumentPolicy.ReportPath + "?tried" or DocumentPolicy.ReportPath + "?evaluated")
            {
                canary.Tried(target.EndsWith("evaluated", StringComparison.Ordinal));
            }

            context.Response.StatusCode = path == DocumentPolicy.ReportPath ? 204 : 404;
        }
    }

    private async Task Forget(ContainerCanary canary)
    {
        await canary.Result;
        // Whoever asks a little late is answered.
        await Task.Delay(TimeSpan.FromSeconds(5));
        _byId.TryRemove(canary.Id, out _);
        canary.Dispose();
    }
}
