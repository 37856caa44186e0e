using System.Text;

namespace Bailey.Policy;

/// <summary>Collects the grants for a list of needs, and says why each is there or is not.</summary>
internal sealed class LeastDraft(string? entry)
{
    private readonly SortedDictionary<string, FileGrant> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EnvGrant> _env = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _reasons = new(StringComparer.Ordinal);
    private BaileyPolicy _policy = new() { Entry = entry, DynamicCode = new Clause<DynamicCodeMode>(DynamicCodeMode.Jit) };

    public void Add(PolicyNeed need)
    {
        switch (need.Kind)
        {
            case RefusalKind.Clock:
                _policy = _policy with { Clock = new ClockGrant(ClockMode.Real) };
                Because("\"clock\": \"real\" (write \"virtual\" if the true time does not matter)", need);
                break;
            case RefusalKind.Random:
                _policy = _policy with { Random = new RandomGrant(RandomMode.Real) };
                Because("\"random\": \"real\"", need);
                break;
            case RefusalKind.DynamicCode:
                _policy = _policy with { DynamicCode = new Clause<DynamicCodeMode>(DynamicCodeMode.Allow) };
                Because("\"dynamicCode\": \"allow\"", need);
                break;
            case RefusalKind.Stdin:
                _policy = _policy with { Stdin = true };
                Because("\"stdin\": true", need);
                break;
            case RefusalKind.Env:
                AddVariable(need);
                break;
            case RefusalKind.FileRead or RefusalKind.FileWrite:
                AddFile(need);
                break;
            case RefusalKind.Egress when need.Subject == "fetch" || need.At == "globals.fetch":
                Because("left to decide: which origins it may reach, and with which methods; add them to egress", need);
                break;
            case RefusalKind.Egress or RefusalKind.Child or RefusalKind.Wasm or RefusalKind.Frame or RefusalKind.Native or RefusalKind.Unsupported:
                Because($"left out, not in this release: {RefusalKinds.Row(need.Kind).What}", need);
                break;
            case RefusalKind.Package:
                Because("found only when they run: imports whose names are computed", need);
                break;
            default:
                // Who may name what is LavaMoat's policy; a limit is a decision, not a need.
                break;
        }
    }

    public LeastPolicy Finish()
    {
        BaileyPolicy policy = _policy with { Files = [.. _files.Values], Env = new Dictionary<string, EnvGrant>(_env, StringComparer.Ordinal) };
        var text = new StringBuilder("bailey.json grants what this program was seen to use, and nothing else. Review every line.\n");
        foreach (var (grant, needs) in _reasons.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            text.Append("  ").Append(grant).Append('\n');
            foreach (string need in needs)
            {
                text.Append("      ").Append(need).Append('\n');
            }
        }

        if (_reasons.Count == 0)
        {
            text.Append("  It was seen to use nothing beyond the language.\n");
        }

        if (policy.DynamicCode is { Value: DynamicCodeMode.Jit })
        {
            text.Append("  \"dynamicCode\": \"jit\" (not a need: without it the engine interprets, many times slower where a program computes)\n");
        }

        return new LeastPolicy(policy, policy.Write(), text.ToString());
    }

    private void AddVariable(PolicyNeed need)
    {
        var grant = new Dictionary<string, EnvGrant>(StringComparer.Ordinal) { [need.Subject] = EnvGrant.FromHost };
        if (new BaileyPolicy { Env = grant }.Validate().Count > 0)
        {
            Because("left to decide: the names of environment variables cannot be told; add them to env", need);
            return;
        }

        _env[need.Subject] = EnvGrant.FromHost;
        Because($"\"env\": {GuestText.Quoted(need.Subject)} from the host", need);
    }

    private void AddFile(PolicyNeed need)
    {
        bool isWrite = need.Kind == RefusalKind.FileWrite;
        // Only what lies in the program's own folder has a source that can be told; a temporary folder needs none.
        FileGrant? grant = GuestPath.Flaw(need.Subject) is not null || !GuestText.IsPlain(need.Subject) ? null
            : isWrite && GuestPath.IsAtOrBeneath(need.Subject, "/tmp") ? new FileGrant("/tmp", FileGrantAccess.Scratch)
            : !isWrite && GuestPath.IsAtOrBeneath(need.Subject, GuestPath.Program)
                ? new FileGrant(need.Subject, FileGrantAccess.Read, "." + need.Subject[GuestPath.Program.Length..])
            : null;
        if (grant is null && isWrite && GuestPath.Flaw(need.Subject) is null && GuestText.IsPlain(need.Subject) && GuestPath.IsAtOrBeneath(need.Subject, GuestPath.Program))
        {
            Because($"left to decide: may it change this? Then make the folder or file and add to files: {RefusalKinds.FileLine(need.Subject, "write")}", need);
            return;
        }

        if (grant is null)
        {
            Because($"left to decide: {(isWrite ? "which files may be changed, and where they are on the host" : "which files may be read, and where they are on the host")}", need);
            return;
        }

        string? outer = _files.Keys.FirstOrDefault(path => GuestPath.IsAtOrBeneath(grant.Path, path));
        if (outer is null)
        {
            // A wider grant takes in the narrower ones: two grants may not overlap.
            foreach (string inner in _files.Keys.Where(path => GuestPath.IsAtOrBeneath(path, grant.Path)).ToList())
            {
                _files.Remove(inner);
            }

            _files[grant.Path] = grant;
        }

        Because($"\"files\": {GuestText.Quoted(outer ?? grant.Path)}, {Words.Of(Words.Access, grant.Access)}", need);
    }

    private void Because(string grant, PolicyNeed need)
    {
        if (!_reasons.TryGetValue(grant, out List<string>? needs))
        {
            _reasons[grant] = needs = [];
        }

        string subject = need.Subject.Length == 0 ? "" : $" {GuestText.Quoted(need.Subject)}";
        string package = need.Package.Length == 0 ? "" : $" by package {GuestText.Quoted(need.Package)}";
        string at = need.At.Length == 0 ? "" : $" at {GuestText.ForTerminal(need.At)}";
        needs.Add($"used:{subject}{package}{at}".TrimEnd(':'));
    }
}
