using Bailey.Policy;

namespace Bailey.Web.Hardened;

/// <summary>The modules that a page's modules load, found by compiling them: so that the shell can ask for all at once.</summary>
/// <param name="page">The page.</param>
/// <param name="urls">Resolves.</param>
/// <param name="scripts">Compiles files.</param>
internal sealed class ModuleForecast(PageForecast page, SiteUrls urls, ScriptFiles scripts)
{
    private const int Most = 1000;

    private readonly List<string> _paths = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<PageFinding> _findings = [];

    /// <summary>Path and query of each, as they are met: an importing one before what it imports.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Specifiers that lead nowhere.</summary>
    public IReadOnlyList<PageFinding> Findings => _findings;

    /// <summary>Follows the imports of the page's module files and inline modules.</summary>
    public async Task FollowAsync(IEnumerable<(PageText Text, CompiledText Code)> inline)
    {
        foreach (ForetoldFile file in page.Files.Where(static file => file.Goal == TextGoal.Module))
        {
            Add(file.Path);
        }

        foreach ((PageText text, CompiledText code) in inline)
        {
            if (text.Goal == TextGoal.Module)
            {
                Add(code.Imports, page.Base);
            }
        }

        // A generation at a time: what one imports is asked for together.
        for (int done = 0; done < _paths.Count;)
        {
            string[] generation = [.. _paths.Skip(done)];
            done = _paths.Count;
            CompiledText?[] compiled = await Task.WhenAll(generation.Select(Compile));
            for (int i = 0; i < generation.Length; i++)
            {
                Add(compiled[i]?.Imports ?? [], generation[i]);
            }
        }
    }

    private async Task<CompiledText?> Compile(string path) =>
        await scripts.FindAsync(TextGoal.Module, path.Split('?')[0]) is { } script ? await script.Code : null;

    private void Add(IReadOnlyList<string> imports, string from)
    {
        foreach (string specifier in imports)
        {
            if (page.Imports.Resolve(specifier, from, urls) is { } path)
            {
                Add(path);
            }
            else if (_findings.Count < 100 && _seen.Add($"{from} {specifier}"))
            {
                _findings.Add(new PageFinding(
                    from.Split('?')[0], "import.unresolved", $"The import {GuestText.Quoted(specifier)} leads to no file of this container.",
                    "Name it in an import map, or put a copy into the container."));
            }
        }
    }

    private void Add(string path)
    {
        if (_paths.Count < Most && _seen.Add(path))
        {
            _paths.Add(path);
        }
    }
}
