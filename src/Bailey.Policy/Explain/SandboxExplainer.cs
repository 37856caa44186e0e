namespace Bailey.Policy;

/// <summary>Explains the clauses of bailey.json that wall 3 and its broker carry out.</summary>
internal static class SandboxExplainer
{
    public static IEnumerable<ExplainedClause> Explain(BaileyPolicy policy) =>
        [.. Grants(policy), .. Limits(policy.Limits), .. Machine(policy)];

    private static IEnumerable<ExplainedClause> Grants(BaileyPolicy policy)
    {
        for (int i = 0; i < policy.Files.Count; i++)
        {
            yield return Line($"files[{i}]", granted: true, stated: true, FileText(policy.Files[i]));
        }

        if (policy.Files.Count == 0)
        {
            yield return Line("files", granted: false, stated: false, "no files at all, not even the program's own");
        }

        for (int i = 0; i < policy.Egress.Count; i++)
        {
            yield return Line($"egress[{i}]", granted: true, stated: true, EgressText(policy.Egress[i]));
        }

        if (policy.Egress.Count == 0)
        {
            yield return Line("egress", granted: false, stated: false, "no network at all");
        }

        foreach (var (name, grant) in policy.Env.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            yield return Line(JsonPath.Root.Member("env").Member(name).ToString(), granted: true, stated: true, VariableText(name, grant));
        }

        if (policy.Env.Count == 0)
        {
            yield return Line("env", granted: false, stated: false, "no environment variables");
        }

        for (int i = 0; i < policy.Host.Count; i++)
        {
            yield return Line($"host[{i}]", granted: true, stated: true, $"may use {GuestText.Quoted(policy.Host[i])} of its host: call it, or read or write it where it is a stream");
        }

        if (policy.Host.Count == 0)
        {
            yield return Line("host", granted: false, stated: false, "nothing of its host");
        }

        yield return Line("stdin", policy.Stdin, policy.Stdin, policy.Stdin ? "may read the standard input" : "the standard input is empty");
    }

    private static IEnumerable<ExplainedClause> Limits(GuestLimits limits)
    {
        EffectiveLimits effective = EffectiveLimits.Of(limits);
        yield return Line("limits.memory", granted: false, limits.Memory is not null, $"at most {new ByteSize(effective.MemoryBytes)} of memory");
        yield return Line("limits.cpu", granted: false, limits.Cpu is not null, $"at most {DurationText.Format(effective.Cpu)} of CPU time");
        yield return Line(
            "limits.wall",
            granted: effective.Wall is null,
            limits.Wall is not null,
            effective.Wall is { } wall ? $"ends after {DurationText.Format(wall)}" : "may run as long as it likes");
        yield return Line("limits.output", granted: false, limits.Output is not null, $"at most {new ByteSize(effective.OutputBytes)} of output");
        yield return Line("limits.openFiles", granted: false, limits.OpenFiles is not null, $"at most {effective.OpenFiles} files open at a time");
        // Timers are counted by the realm's host functions, which an exploit owns.
        yield return Line("limits.timers", granted: false, limits.Timers is not null, $"at most {effective.Timers} timers pending") with
        {
            Wall = Wall.Realm,
            HoldsAfterExploit = false,
        };
    }

    private static IEnumerable<ExplainedClause> Machine(BaileyPolicy policy)
    {
        bool isHost = policy.Identity?.Value == GuestIdentity.Host;
        // The processor's own instructions tell an exploit what machine this is.
        yield return Line("identity", isHost, policy.Identity is not null, isHost ? "learns the host's name, processors, locale and time zone" : "learns the same about every machine") with
        {
            HoldsAfterExploit = false,
        };
        bool jit = policy.DynamicCode is { Value: not DynamicCodeMode.Deny };
        yield return Line("dynamicCode", jit, policy.DynamicCode is not null, jit ? "the engine may make machine code (JIT)" : "the engine runs without its JIT");
        int children = policy.Children?.Value ?? 0;
        yield return Line(
            "children", children > 0, policy.Children is not null,
            children > 0 ? $"at most {children} other processes at a time; with bailey exec only" : "no other processes");
        DisplayMode display = policy.Display?.Value ?? DisplayMode.None;
        yield return Line("display", display != DisplayMode.None, policy.Display is not null, display switch
        {
            DisplayMode.X11 => "may show windows on an X server of its own; with bailey exec only",
            DisplayMode.Wayland => "may show windows on the user's compositor, and do there what that lets any client do; with bailey exec only",
            _ => "no windows",
        });
    }

    private static string FileText(FileGrant grant)
    {
        string limit = grant.Access == FileGrantAccess.Read ? "" : $", writing at most {grant.MaxBytes ?? LimitTable.MaxBytes}";
        return grant.Access switch
        {
            FileGrantAccess.Read => $"may read {GuestText.Quoted(grant.Path)}, which is {GuestText.Quoted(grant.Source ?? "")} on the host",
            FileGrantAccess.Write => $"may read and change {GuestText.Quoted(grant.Path)}, which is {GuestText.Quoted(grant.Source ?? "")} on the host{limit}",
            _ => $"has an empty folder {GuestText.Quoted(grant.Path)} that is deleted at the end{limit}",
        };
    }

    private static string EgressText(EgressGrant grant) =>
        (grant.Methods.Contains(EgressRoute.Connect, StringComparer.Ordinal)
            ? $"may open TLS connections to {GuestText.Quoted(grant.Origin)} and say anything inside"
            : $"may send {string.Join(", ", grant.Methods.Select(static method => GuestText.ForTerminal(method)))} to {GuestText.Quoted(grant.Origin)}")
        + (grant.Credential is null ? "" : $" with the host's secret {GuestText.Quoted(grant.Credential)}")
        + (grant.Integrity is null ? "" : $", for the answer {GuestText.Quoted(grant.Integrity)} only")
        + (grant.PrivateAddresses ? ", also where that is this machine or its own network" : "")
        + (grant.MaxBytes is { } size ? $", moving at most {size}" : "")
        + (grant.Methods.Contains(EgressRoute.Connect, StringComparer.Ordinal) ? "; with bailey exec only" : "");

    // A literal may be a secret, so it is not repeated here.
    private static string VariableText(string name, EnvGrant grant) => grant.Value is null
        ? $"sees the host's variable {GuestText.Quoted(grant.HostName ?? name)} as {GuestText.Quoted(name)}"
        : $"sees the variable {GuestText.Quoted(name)} with the value that stands in the policy";

    private static ExplainedClause Line(string clause, bool granted, bool stated, string text) =>
        new(Wall.Sandbox, Package: null, "bailey.json", clause, granted, stated, HoldsAfterExploit: true, text);
}
