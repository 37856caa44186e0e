namespace Bailey.Policy;

/// <summary>The Content-Security-Policy of a container. No nonce: a script with a nonce may import any URL. No 'self': in a sandbox it has no meaning of its own.</summary>
internal static class ContentSecurity
{
    public static string Of(FramePolicy frame, ContainerAddress address, string[] tokens)
    {
        string own = address.Origin;
        bool hardened = frame.Grade == FrameGrade.Hardened;
        List<(string Name, string Value)> directives =
        [
            ("default-src", "'none'"),
            ("script-src", hardened ? $"{own}{DocumentPolicy.ShellPath} {own}{DocumentPolicy.CodePath}" : Scripts(frame, own)),
            ("style-src", $"{own} 'unsafe-inline'"),
            ("img-src", $"{own} data: blob:"),
            ("font-src", $"{own} data:"),
            ("media-src", $"{own} data: blob:"),
            ("connect-src", $"{own} data: blob:"),
            ("worker-src", hardened ? HardenedWorkers(frame, own) : frame.Workers ? $"{own} blob:" : "'none'"),
            // A fresh document would be a fresh, untamed realm.
            ("frame-src", hardened ? "'none'" : own),
            ("object-src", "'none'"),
            ("manifest-src", own),
            ("base-uri", own),
            ("form-action", frame.Forms ? own : "'none'"),
            // Every ancestor is checked: a page of the container may stand between.
            ("frame-ancestors", string.Join(' ', address.HostOrigins) + (hardened ? "" : " " + own)),
        ];
        if (hardened)
        {
            directives.Add(("script-src-attr", "'none'"));
            directives.Add(("require-trusted-types-for", "'script'"));
            directives.Add(("trusted-types", DocumentPolicy.TrustedTypesName));
        }

        directives.Add(("sandbox", string.Join(' ', tokens)));
        directives.Add(("report-uri", DocumentPolicy.ReportPath));
        return string.Join("; ", directives.Select(static directive => $"{directive.Name} {directive.Value}"));
    }

    // Whatever worker the page asks for, it gets the shell of workers.
    private static string HardenedWorkers(FramePolicy frame, string own) => $"{own}{DocumentPolicy.ServiceWorkerPath}{(frame.Workers ? $" {own}{DocumentPolicy.WorkerPath}" : "")}";

    private static string Scripts(FramePolicy frame, string own) => string.Join(' ', (string[])
    [
        own,
        .. frame.Inline ? ["'unsafe-inline'"] : Array.Empty<string>(),
        .. frame.Eval ? ["'unsafe-eval'"] : Array.Empty<string>(),
        .. frame.Wasm ? ["'wasm-unsafe-eval'"] : Array.Empty<string>(),
    ]);
}
