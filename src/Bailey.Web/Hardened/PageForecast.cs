using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Bailey.Policy;

namespace Bailey.Web.Hardened;

/// <summary>A script file that a page will ask for.</summary>
/// <param name="Goal">Script or module.</param>
/// <param name="Path">Path and query on the container's origin.</param>
public sealed record ForetoldFile(TextGoal Goal, string Path);

/// <summary>
/// What a page will ask to run, found by parsing it before a browser does: so that it is compiled when it is asked for. The browser's
/// own parser decides what runs; a text that is missed here is compiled later, one too many was compiled in vain.
/// </summary>
public sealed class PageForecast
{
    // Compiling in advance what a page never asks for would be a way to waste a processor.
    private const int MostTexts = 2000;
    private const int LongestParse = 3000; // milliseconds

    // Elements that would be a document of their own, with a realm of its own.
    private static readonly string[] Documents = ["iframe", "frame", "frameset", "object", "embed", "applet", "fencedframe", "portal"];

    private readonly string _file;
    private readonly SiteUrls _urls;
    private readonly List<PageText> _texts = [];
    private readonly List<ForetoldFile> _files = [];
    private readonly HashSet<(string, string)> _seen = [];
    private readonly List<PageFinding> _findings = [];

    private PageForecast(string path, SiteUrls urls)
    {
        _file = path.Split('?')[0];
        _urls = urls;
        Base = path;
    }

    /// <summary>Whether a browser shows it in quirks mode, which is decided before the shell is there.</summary>
    public bool IsQuirky { get; private set; }

    /// <summary>Inline scripts, handlers, javascript: URLs, in the order of the document, each once.</summary>
    public IReadOnlyList<PageText> Texts => _texts;

    /// <summary>Scripts that have a file of their own, in the order of the document.</summary>
    public IReadOnlyList<ForetoldFile> Files => _files;

    /// <summary>Remarks for the author.</summary>
    public IReadOnlyList<PageFinding> Findings => _findings;

    /// <summary>The path that URLs of the document are relative to.</summary>
    public string Base { get; private set; }

    /// <summary>All import maps of the page together.</summary>
    internal ImportMap Imports { get; } = new();

    /// <summary>Parses a page.</summary>
    /// <param name="html">Any text.</param>
    /// <param name="path">The page's path and query.</param>
    /// <param name="authority">The container's host and port.</param>
    public static PageForecast Of(string html, string path, string authority)
    {
        var forecast = new PageForecast(path, new SiteUrls(authority));
        if (Parse(html) is not { } document)
        {
            forecast.Tell("slow", "The page's markup takes too long to parse, so nothing of it is compiled in advance.", "Nest it less deeply.");
            return forecast;
        }

        forecast.IsQuirky = document.CompatMode == "BackCompat";
        forecast.FindBase(document);
        forecast.Walk(document);
        return forecast;
    }

    /// <summary>Loads all that parsing needs: after the seal nothing can be loaded.</summary>
    public static void Warm() => Of("<!doctype html><title>a</title><script>1</script><svg><a xlink:href='javascript:1'/></svg><template><p onclick=1></template>&amp;<table><b>", "/", "localhost");

    // Deep nesting takes the parser quadratic time. What is foretold only saves time, so it is given up.
    private static IHtmlDocument? Parse(string html)
    {
        long end = Environment.TickCount64 + LongestParse;
        int created = 0;
        var options = new HtmlParserOptions
        {
            IsScripting = true,
            SkipComments = true,
            DisableElementPositionTracking = true,
            OnCreated = (_, _) =>
            {
                if (++created % 64 == 0 && Environment.TickCount64 > end)
                {
                    throw new OperationCanceledException();
                }
            },
        };
        try
        {
            return new HtmlParser(options).ParseDocument(html);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // The first one counts, wherever it stands, also for what stands before it: close enough.
    private void FindBase(IHtmlDocument document)
    {
        if (document.QuerySelector("base[href]")?.GetAttribute("href") is { } href)
        {
            if (_urls.TryResolve(href, Base, out string? path))
            {
                Base = path;
            }
            else
            {
                Tell("base", $"<base href={GuestText.Quoted(href)}> is another origin, so the browser ignores it.", "Remove it, or let it name a path.");
            }
        }
    }

    // Without recursion: how deep a page nests is its author's choice.
    private void Walk(IHtmlDocument document)
    {
        var pending = new Stack<INode>();
        pending.Push(document);
        while (pending.TryPop(out INode? node))
        {
            if (node is IElement element)
            {
                Look(element);
            }

            // By index: the next sibling is found by searching all of them.
            INodeList children = node.ChildNodes;
            for (int i = children.Length - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }

            if (node is IHtmlTemplateElement template)
            {
                pending.Push(template.Content);
            }
        }
    }

    private void Look(IElement element)
    {
        if (element.LocalName == "script" && element.NamespaceUri != NamespaceNames.MathMlUri)
        {
            Script(element);
        }
        else if (Documents.Contains(element.LocalName) && element.NamespaceUri == NamespaceNames.HtmlUri)
        {
            Tell("frame", $"<{element.LocalName}> is not shown: its document would have a realm of its own.", "Open it as a container of its own.");
        }
        else if (element.LocalName == "meta" && "content-security-policy".Equals(element.GetAttribute("http-equiv"), StringComparison.OrdinalIgnoreCase))
        {
            Tell("csp", "The page's own Content-Security-Policy is not applied: the container's is stricter.", "Nothing needs to be done.");
        }

        foreach (IAttr attribute in element.Attributes)
        {
            if (attribute.NamespaceUri is null && attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) && attribute.LocalName.Length > 2)
            {
                Add(new PageText(TextGoal.Handler, attribute.Value, attribute.LocalName.ToLowerInvariant()));
            }
            else if (JavaScriptUrl.Script(attribute.Value) is { } script)
            {
                Add(new PageText(TextGoal.Script, script));
            }
        }
    }

    private void Script(IElement element)
    {
        bool isSvg = element.NamespaceUri == NamespaceNames.SvgUri;
        ScriptType type = ScriptTypes.Of(
            element.GetAttribute("type"), element.GetAttribute("language"), !isSvg && element.HasAttribute("nomodule"), element.GetAttribute("for"), element.GetAttribute("event"));
        string? source = isSvg ? element.GetAttribute("href") ?? element.GetAttribute(NamespaceNames.XLinkUri, "href") : element.GetAttribute("src");
        string text = element.TextContent;
        if (type == ScriptType.ImportMap)
        {
            Imports.Add(text, Base, _urls);
        }
        else if (type != ScriptType.Data && source is not null)
        {
            Source(type == ScriptType.Module ? TextGoal.Module : TextGoal.Script, source);
        }
        else if (type != ScriptType.Data && text.Length > 0)
        {
            Add(new PageText(type == ScriptType.Module ? TextGoal.Module : TextGoal.Script, text));
        }
    }

    private void Source(TextGoal goal, string source)
    {
        if (_urls.TryResolve(source, Base, out string? path))
        {
            if (_seen.Add((goal.ToString(), path)) && _files.Count < MostTexts)
            {
                _files.Add(new ForetoldFile(goal, path));
            }
        }
        else if (SiteUrls.ForeignOrigin(source) is { } origin)
        {
            Tell("origin", $"The script {GuestText.Quoted(source)} is another origin's.", $"Put a copy into the container; bailey.json: egress += {{ \"origin\": {GuestText.Quoted(origin)} }} (a later release).");
        }
    }

    private void Add(PageText text)
    {
        if (_texts.Count < MostTexts && _seen.Add((text.Description, text.Text)))
        {
            _texts.Add(text);
        }
    }

    private void Tell(string code, string message, string fix)
    {
        if (_findings.Count < 100 && _findings.All(finding => finding.Message != message))
        {
            _findings.Add(new PageFinding(_file, "page." + code, message, fix));
        }
    }
}
