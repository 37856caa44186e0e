namespace Bailey.Policy;

/// <summary>Compiles the <c>frame</c> section into what browsers enforce. Pure.</summary>
/// <remarks>
/// <b>Source:</b> CSP 3, Permissions Policy, Connection Allowlists (WICG), HTML's sandbox flags.
/// <para><b>Stops:</b> every request of the page to another origin, in browsers that implement <c>Connection-Allowlist</c>; without it all
/// but preconnects, name look-ups and WebRTC. Navigating out is stopped by <see cref="CompiledDocument.HostFrameSource"/> on the host page.</para>
/// <para><b>Does not stop:</b> anything, on a response that lacks these headers: the server lets none out.</para>
/// </remarks>
public static class DocumentPolicy
{
    /// <summary>Where everything of Bailey's own lies on a container's origin.</summary>
    public const string OwnPath = "/__bailey/";

    /// <summary>The hardened grade's shell.</summary>
    public const string ShellPath = OwnPath + "shell.js";

    /// <summary>The folder of compiled scripts.</summary>
    public const string CodePath = OwnPath + "code/";

    /// <summary>The code of all texts that stand in a page, as one script: <c>?url=</c>.</summary>
    public const string PageCodePath = CodePath + "page";

    /// <summary>Where the shell asks for a page: <c>?url=</c>.</summary>
    public const string PagePath = OwnPath + "page";

    /// <summary>Where the shell sends texts that were made at run time.</summary>
    public const string CompilePath = OwnPath + "compile";

    /// <summary>The shell of the hardened grade's workers; <c>?url=</c> says which script.</summary>
    public const string WorkerPath = OwnPath + "worker.js";

    /// <summary>The hardened grade's service worker; its scope is the origin.</summary>
    public const string ServiceWorkerPath = OwnPath + "sw.js";

    /// <summary>The contained page's end of its port to the host page; a page of the declared grade includes it itself.</summary>
    public const string GuestPath = OwnPath + "guest.js";

    /// <summary>Where browsers report what they refused.</summary>
    public const string ReportPath = OwnPath + "report";

    /// <summary>The one Trusted Types policy, which the shell makes before anything else runs.</summary>
    public const string TrustedTypesName = "default";

    // The base32 of nothing: an address for people who read what a policy means.
    private static readonly ContainerAddress Example = ContainerAddress.Of("aaaaaaaaaaaaaaaaaaaa", "http://localhost", "http://localhost");

    /// <summary>
    /// The headers of a response that no container made: malformed requests, unknown hosts, failures. Nothing loads, nothing runs,
    /// nobody shows it.
    /// </summary>
    public static IReadOnlyList<DocumentHeader> DenyAll { get; } =
    [
        new("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types; sandbox", "an error has no content"),
        new("Connection-Allowlist", "(response-origin)", "and no connections"),
        new("Permissions-Policy", Features([]), "and no features"),
        .. Fixed(),
        new("Cache-Control", "no-store", "an error is not kept"),
    ];

    /// <summary>Compiles.</summary>
    /// <param name="policy">A policy without findings. Without a <c>frame</c> section the page has its defaults.</param>
    /// <param name="address">Where the container lives.</param>
    public static CompiledDocument Compile(BaileyPolicy policy, ContainerAddress address)
    {
        FramePolicy frame = policy.Frame ?? FramePolicy.Defaults;
        string[] tokens = Tokens(frame);
        return new CompiledDocument
        {
            Grade = frame.Grade,
            SandboxTokens = tokens,
            Allow = string.Join("; ", frame.Permissions.Order(StringComparer.Ordinal)),
            HostFrameSource = address.Origin,
            Headers =
            [
                new("Content-Security-Policy", ContentSecurity.Of(frame, address, tokens), "the page loads and runs only what its own origin gives it"),
                new("Connection-Allowlist", "(response-origin)", "the browser opens no connection and resolves no name for any other origin; holds what Content-Security-Policy cannot"),
                new("Permissions-Policy", Features(frame.Permissions), "every feature is off but those that the policy names"),
                .. Fixed(),
                // Without document.domain, which the sandbox takes away, all that is left of it is a process. What has one does not ask again:
                // Chromium would start a second one in the middle of the navigation.
                .. address.IsSite ? Array.Empty<DocumentHeader>() : [new("Origin-Agent-Cluster", "?1", "where the browser can, a process of its own among the containers of this site")],
                new("Cache-Control", "no-cache", "a kept page is asked for again, so that it never outlives its policy"),
            ],
        };
    }

    /// <summary>The meaning of a policy with an address for people to read.</summary>
    internal static CompiledDocument Illustrate(BaileyPolicy policy) => Compile(policy, Example);

    private static DocumentHeader[] Fixed() =>
    [
        new("Cross-Origin-Opener-Policy", "same-origin", "opened in a tab of its own it keeps no reference to the page that opened it"),
        new("Cross-Origin-Resource-Policy", "same-origin", "no other origin loads the container's files"),
        new("Referrer-Policy", "same-origin", "the container's address is told to nobody"),
        new("X-Content-Type-Options", "nosniff", "a file is what its name says: no image becomes a script"),
        new("X-DNS-Prefetch-Control", "off", "browsers without Connection-Allowlist resolve no names ahead"),
    ];

    // Never: allow-popups, allow-top-navigation, allow-pointer-lock, allow-presentation, allow-orientation-lock, allow-storage-access-by-user-activation.
    private static string[] Tokens(FramePolicy frame) =>
    [
        "allow-scripts",
        "allow-same-origin", // its own origin, which nobody else shares
        .. frame.Forms ? ["allow-forms"] : Array.Empty<string>(),
        .. frame.Downloads ? ["allow-downloads"] : Array.Empty<string>(),
        .. frame.Modals ? ["allow-modals"] : Array.Empty<string>(),
    ];

    private static string Features(IReadOnlyList<string> granted) => string.Join(", ", DocumentPermissions.Rows.Select(row =>
        $"{row.Name}=({(row.Use == PermissionUse.Harmless || granted.Contains(row.Name, StringComparer.Ordinal) ? "self" : "")})"));
}
