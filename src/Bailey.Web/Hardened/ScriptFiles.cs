using System.Collections.Concurrent;
using Bailey.Policy;
using Bailey.Web.Serving;
using Bailey.Web.Sites;

namespace Bailey.Web.Hardened;

/// <summary>A script of the container as a code file.</summary>
/// <param name="Tag">Another one whenever the code may be another.</param>
/// <param name="Code">Waits for the compiler.</param>
internal sealed record ScriptFile(string Tag, Task<CompiledText> Code);

/// <summary>The scripts of a container, each compiled when it is first asked for, or before. Any thread.</summary>
/// <param name="site">The container's files.</param>
/// <param name="compiler">Compiles.</param>
public sealed class ScriptFiles(ISite site, ITextCompiler compiler)
{
    // Characters of code that are kept: the browser keeps them too, and the broker.
    private const long MostKept = 32L << 20;

    private readonly ConcurrentDictionary<string, ScriptFile> _kept = new(StringComparer.Ordinal);
    private long _size;

    /// <summary>Whether a file's type lets it be a script at all.</summary>
    internal static bool IsScript(SitePath path) => ContentTypes.Of(path.Text).StartsWith("text/javascript", StringComparison.Ordinal);

    /// <summary>The code file of a script; null when there is no such file.</summary>
    /// <param name="goal">Script or module.</param>
    /// <param name="encoded">The file's path, percent-encoded as it was asked for, with the leading slash.</param>
    internal async Task<ScriptFile?> FindAsync(TextGoal goal, string encoded)
    {
        if (!SitePath.TryParse(encoded, out SitePath? path) || path.IsFolder || !IsScript(path))
        {
            return null;
        }

        SiteLook look = await site.LookAsync(path, CancellationToken.None);
        if (look.Kind != SiteKind.File)
        {
            return null;
        }

        string name = $"file/{(goal == TextGoal.Module ? "module" : "script")}{encoded}";
        if (_kept.TryGetValue(name, out ScriptFile? known) && known.Tag == look.Tag && !known.Code.IsFaulted)
        {
            return known;
        }

        if (Interlocked.Add(ref _size, look.Length) > MostKept)
        {
            _kept.Clear();
            Interlocked.Exchange(ref _size, look.Length);
        }

        return _kept[name] = new ScriptFile(look.Tag, Compile(goal, name, path, look));
    }

    private async Task<CompiledText> Compile(TextGoal goal, string name, SitePath path, SiteLook look)
    {
        string? text = await AppText.ReadAsync(site, path, look);
        var wanted = new PageText(goal, text ?? "");
        return text is null || text.Length > PageText.Longest
            ? CompiledText.Refused(wanted, name, $"the file has more than {PageText.Longest} characters")
            : await compiler.CompileAsync(wanted, name);
    }
}
