namespace Bailey.Policy;

/// <summary>Explains the <c>frame</c> section: what the page may do, then every header with its reason.</summary>
internal static class DocumentExplainer
{
    public static IEnumerable<ExplainedClause> Explain(BaileyPolicy policy)
    {
        if (policy.Frame is not { } frame)
        {
            yield break;
        }

        FramePolicy defaults = FramePolicy.Defaults;
        bool declared = frame.Grade == FrameGrade.Declared;
        yield return Line("grade", declared, stated: true, declared ? "the page's scripts run in the browser's own realm" : "the page's scripts run in the hardened realm");
        yield return Line("entry", granted: false, frame.Entry != defaults.Entry, $"the page begins with {GuestText.Quoted(frame.Entry)}");
        yield return Line(
            "permissions",
            frame.Permissions.Count > 0,
            frame.Permissions.Count > 0,
            frame.Permissions.Count > 0 ? $"may use {string.Join(", ", frame.Permissions.Select(static name => GuestText.Quoted(name)))}" : "no feature of Permissions-Policy");
        yield return Flag("forms", frame.Forms, defaults.Forms, "may send forms to its own origin", "may not send forms");
        yield return Flag("downloads", frame.Downloads, defaults.Downloads, "may offer files to be saved", "may not offer files to be saved");
        yield return Flag("modals", frame.Modals, defaults.Modals, "may open alert, confirm and prompt", "may not open alert, confirm and prompt");
        yield return Flag("workers", frame.Workers, defaults.Workers, declared ? "may start workers, but no service worker" : "may start workers, in a hardened realm of their own", "may not start workers");
        yield return Flag("storage", frame.Storage, defaults.Storage, "finds again what it stored", "finds nothing of what it stored before");
        if (declared)
        {
            yield return Flag("inline", frame.Inline, defaults.Inline, "scripts and handlers in its markup run", "only scripts in files run");
            yield return Flag("eval", frame.Eval, defaults.Eval, "may evaluate text", "may not evaluate text");
            yield return Flag("wasm", frame.Wasm, defaults.Wasm, "may compile WebAssembly", "may not compile WebAssembly");
        }
        else if (!frame.Inline)
        {
            yield return Flag("inline", frame.Inline, defaults.Inline, "", "inline: the hardened grade rewrites them either way");
        }

        foreach (DocumentHeader header in DocumentPolicy.Illustrate(policy).Headers)
        {
            yield return Line(clause: null, granted: false, stated: true, $"{header.Name}: {header.Value} ({header.Reason})");
        }
    }

    private static ExplainedClause Flag(string name, bool value, bool otherwise, string yes, string no) =>
        Line(name, value, value != otherwise, value ? yes : no);

    private static ExplainedClause Line(string? clause, bool granted, bool stated, string text) => new(
        Wall.Document, Package: null, "bailey.json", clause is null ? "frame" : $"frame.{clause}", granted, stated, HoldsAfterExploit: false, text);
}
