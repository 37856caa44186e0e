using System.Diagnostics;
using System.Text.RegularExpressions;
using Bailey.Assess.Attacks;
using Bailey.Assess.Measures;

namespace Bailey.Assess.Script;

/// <summary>samples/03-hostile: a dependency that went bad, as <c>bailey run</c> runs it, and as the control under plain Node in a place of its own.</summary>
internal static partial class HostileSample
{
    private const string Token = "canary-token-5d1f";

    private static readonly string[] Bombs = ["memory-bomb", "string-bomb", "time-bomb", "promise-bomb", "pattern-bomb", "output-bomb"];

    // By the beginnings of attacks' names; the longest that fits decides.
    private static readonly (string Prefix, string Criterion)[] Criteria =
    [
        ("", "guests"), ("network-", "bypass"), ("environment", "read"), ("ssh-key", "read"), ("system-file", "read"), ("dot-dot", "read"), ("symlink-", "read"),
        ("file-of-another", "read"), ("file-as-module", "read"), ("module-by-absolute-path", "read"), ("write-", "write"), ("symlink-of-host", "write"),
        ("child-process", "persistence"), ("worker-thread", "persistence"), ("native-addon", "host"), ("process-binding", "host"), ("vm-context", "host"), ("kill", "host"),
        ("terminal-escape", "host"), ("error-of-host", "fingerprint"), ("stack-frames", "guests"),
        .. Bombs.Select(static bomb => (bomb, "resources")),
    ];

    /// <summary>Why it cannot be tried here; null where it can.</summary>
    public static string? Missing() =>
        !Directory.Exists(Source) ? "the sample is not beside the product: ./bailey assess puts it there"
        : !Directory.Exists(Path.Combine(Source, "node_modules")) ? "its npm packages are not installed: ./bailey assess installs them"
        : PlainNode.Program is null ? "there is no Node in /usr for its control"
        : null;

    /// <summary>Runs all of it.</summary>
    public static IEnumerable<Attempt> Run()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-assess-").FullName;
        try
        {
            Prepare(folder);
            Dictionary<string, string> full = Attacks(Bailey(folder).Output);
            Dictionary<string, string> bare = Attacks(PlainNode.Run(folder, [], ("BAILEY_CANARY_TOKEN", Token)).Run.Output);
            foreach (string name in bare.Keys.Union(full.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                yield return Judged(name, Said(bare, name), Said(full, name));
            }

            foreach (string bomb in Bombs)
            {
                (int code, string output, _) = Bailey(folder, bomb);
                bool stopped = code == 75;
                bool wentOff = output.Contains("SUCCEEDED", StringComparison.Ordinal);
                yield return Judged(bomb, Said(Attacks(PlainNode.Run(folder, [bomb]).Run.Output), bomb), new Reading(wentOff || !stopped, stopped ? "ended at its limit" : $"ended with {code}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Source => Path.Combine(Installed.Folder, "hostile");

    private static Attempt Judged(string name, Reading bare, Reading full) => new(
        CorpusAssault.Class, name, Criterion.ByPrefix(Criteria, name), Exploit: false,
        bare, full, new Dictionary<string, Reading>(StringComparer.Ordinal), KnownLeaks.Reason(CorpusAssault.Class, name));

    // Nothing said is no refusal.
    private static Reading Said(Dictionary<string, string> outcomes, string name) => outcomes.TryGetValue(name, out string? outcome)
        ? new Reading(outcome.StartsWith("SUCCEEDED", StringComparison.Ordinal), outcome)
        : new Reading(true, "it did not come to its end", Broke: true);

    /// <summary>The program in a folder of its own, with a key to steal, a link that leads to it, and a library for the addon.</summary>
    private static void Prepare(string folder)
    {
        Copy(Source, Path.Combine(folder, "app"));
        Directory.CreateDirectory(Path.Combine(folder, "home", ".ssh"));
        File.WriteAllText(Path.Combine(folder, "home", ".ssh", "id_ed25519"), "canary-ssh-91c7");
        Directory.CreateDirectory(Path.Combine(folder, "app", "out", "counts"));
        PointNotes(folder, Path.Combine(folder, "home"));
        string library = Directory.EnumerateFiles("/usr/lib", "libseccomp.so.2*", SearchOption.AllDirectories).First();
        File.Copy(library, Path.Combine(folder, "app", "node_modules", "evil-helper", "addon.node"), overwrite: true);
    }

    internal static void PointNotes(string folder, string home)
    {
        string link = Path.Combine(folder, "app", "out", "counts", "notes");
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(home, ".ssh", "id_ed25519"));
    }

    private static Finished Bailey(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Installed.Folder, "cli", "Bailey.Cli"), ["run", Path.Combine(folder, "app"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["HOME"] = Path.Combine(folder, "home");
        start.Environment["BAILEY_CANARY_TOKEN"] = Token;
        return Finished.Of(start);
    }

    private static Dictionary<string, string> Attacks(string output) => AttackLine().Matches(output)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["outcome"].Value, StringComparer.Ordinal);

    [GeneratedRegex("^attack (?<name>[a-z-]+): (?<outcome>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AttackLine();

    /// <summary>A folder with all that is in it.</summary>
    internal static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }

        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
