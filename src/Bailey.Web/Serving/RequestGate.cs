using Bailey.Policy;
using Microsoft.AspNetCore.Http;

namespace Bailey.Web.Serving;

/// <summary>Why the server refuses a request of a container's page, and what would allow it.</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="Kind">A word for the audit log.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Grant">The line of the policy that would allow it, or that none does.</param>
public sealed record GateRefusal(int Status, string Kind, string Reason, string Grant);

/// <summary>
/// Decides by method, path and the browser's fetch metadata whether a request may reach a container's files. Pure; runs in the front,
/// which parses nothing of the container, and in the hardened grade once more behind it.
/// </summary>
/// <remarks>
/// <b>Source:</b> Fetch Metadata Request Headers; Service Workers, "Service-Worker: script". Pages cannot set these headers.
/// <para><b>Stops:</b> a service worker of the page, which could answer navigations with documents that have no headers; the container
/// opened in a tab, where no host page pins it; loads by other sites; in the hardened grade, any text of the container being answered to
/// something that would run it.</para>
/// <para><b>Does not stop:</b> programs that are no browsers: they can read the files, if they know the address.</para>
/// </remarks>
public static class RequestGate
{
    private const string Never = "no policy allows it";
    private const string Declared = "bailey.json: frame.grade = \"declared\"";

    // Destinations that cannot run what they get. A document cannot run either: it gets the shell's page, whatever it asked for.
    private static readonly string[] Passive = ["empty", "image", "style", "font", "audio", "video", "track", "manifest", "json", "iframe", "frame"];

    /// <summary>Null lets the request pass.</summary>
    /// <param name="request">Its headers and method.</param>
    /// <param name="path">Of the URL, as the request line has it, without the query.</param>
    /// <param name="hardened">The container's grade.</param>
    public static GateRefusal? Decide(HttpRequest request, string path, bool hardened)
    {
        string destination = request.Headers["Sec-Fetch-Dest"].ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        bool own = path.StartsWith(DocumentPolicy.OwnPath, StringComparison.Ordinal);
        bool isFrame = destination is "iframe" or "frame";
        bool isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

        if (request.Headers.Upgrade.Count > 0 || request.Headers.ContainsKey("Sec-WebSocket-Key"))
        {
            return new GateRefusal(403, "upgrade", "A container has no sockets.", Never);
        }

        if (!isReading && !(own && HttpMethods.IsPost(request.Method)))
        {
            return new GateRefusal(405, "method", "Files of a container are only read.", Never);
        }

        if (destination == "document")
        {
            return new GateRefusal(403, "top-level", "A container is shown inside its host page, which keeps it from navigating away.", Never);
        }

        if ((request.Headers.ContainsKey("Service-Worker") || destination == "serviceworker") && !(hardened && path == DocumentPolicy.ServiceWorkerPath))
        {
            return new GateRefusal(403, "serviceworker", "A service worker could answer with pages that have no policy.", Never);
        }

        if (site is not ("" or "same-origin" or "none") && !isFrame)
        {
            return new GateRefusal(403, "cross-site", "Only pages of the container load its files.", Never);
        }

        return !hardened ? null : own ? DecideOwn(path, destination) : Passive.Contains(destination) ? null : Native(destination);
    }

    // What the shell fetches holds the container's texts; code files are the only ones that are run.
    private static GateRefusal? DecideOwn(string path, string destination)
    {
        string? only = path is DocumentPolicy.PagePath or DocumentPolicy.CompilePath ? "empty"
            : path == DocumentPolicy.ShellPath || path.StartsWith(DocumentPolicy.CodePath, StringComparison.Ordinal) ? "script"
            : path == DocumentPolicy.WorkerPath ? "worker"
            : null;
        return only is null || destination == only ? null : Native(destination);
    }

    private static GateRefusal Native(string destination) => destination.Length == 0
        ? new GateRefusal(403, "unknown-destination", "The hardened grade answers browsers that say what they ask for (Sec-Fetch-Dest).", Declared)
        : new GateRefusal(403, destination, "In the hardened grade nothing runs outside of the realm.", Declared);
}
