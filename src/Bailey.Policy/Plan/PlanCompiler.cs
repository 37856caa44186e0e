namespace Bailey.Policy;

/// <summary>Compiles the two policies and a launch into a plan; reports everything that is wrong at once.</summary>
internal static class PlanCompiler
{
    public static PolicyReading<GuestPlan> Compile(LavaMoatPolicy policy, BaileyPolicy bailey, GuestLaunch launch)
    {
        var findings = new FindingList();
        PolicyValidation.Validate(bailey, findings);
        Unenforced.Check(bailey, StartKind.Guest, findings);
        CheckPackages(policy, bailey, findings);
        CheckFolder(launch.PolicyFolder, "PolicyFolder", findings);
        CheckFolder(launch.ProgramFolder, "ProgramFolder", findings);
        CheckHost(bailey, launch.Offer, findings);
        string entry = Entry(bailey, launch, findings);
        var environment = Environment(bailey, launch.HostEnvironment, findings);
        List<FileRoute> routes = [.. bailey.Files.Select((grant, i) => Route(grant, i, launch.PolicyFolder, findings))];
        List<EgressRoute> egress = [.. bailey.Egress.Select((grant, i) => Egress(grant, i, findings)).OfType<EgressRoute>()];
        if (findings.ErrorCount > 0)
        {
            return findings.Close<GuestPlan>(policy: null);
        }

        return findings.Close(new GuestPlan
        {
            ConfigurationJson = GuestConfiguration.Write(policy, bailey, [GuestPlan.Executable, entry, .. launch.Arguments], environment, launch.Offer),
            Entry = entry,
            Files = new FileRoutes(routes, bailey.Packages),
            Egress = new GuestEgress(egress, bailey.Packages),
            Program = new FileRoute(
                GuestPath.Program, HostPath.Resolve("/", launch.ProgramFolder), FileGrantAccess.Read, MaxBytes: 0, Required: true, "program"),
            Limits = EffectiveLimits.Of(bailey.Limits),
            Environment = environment,
            Clock = bailey.Clock?.Mode ?? ClockMode.None,
            ClockResolution = bailey.Clock?.Resolution ?? LimitTable.ClockResolution,
            Random = bailey.Random?.Mode ?? RandomMode.None,
            Seed = bailey.Random?.Seed,
            Identity = bailey.Identity?.Value ?? GuestIdentity.Uniform,
            DynamicCode = bailey.DynamicCode?.Value ?? DynamicCodeMode.Deny,
            Stdin = bailey.Stdin,
            HostMembers = launch.Offer is { } offer ? [.. Enumerable.Range(0, offer.Members.Count).Where(i => bailey.Host.Contains(offer.Members[i].Key, StringComparer.Ordinal))] : [],
            Required = RequiredClauses.Of(bailey),
            LavaMoat = policy,
            Bailey = bailey,
        });
    }

    private static void CheckPackages(LavaMoatPolicy policy, BaileyPolicy bailey, FindingList findings)
    {
        if (policy.Root?.UsePolicy is string used && !policy.Resources.ContainsKey(used))
        {
            findings.Error(
                JsonPath.Root.Member("root").Member("usePolicy"), ErrorCodes.RootPolicy, $"{GuestText.Quoted(used)} has no entry in resources");
        }

        foreach (string name in bailey.Packages.Keys)
        {
            if (name != LavaMoatPolicy.RootPackage && !policy.Resources.ContainsKey(name))
            {
                // A narrowing that fits nobody protects nobody.
                findings.Error(
                    JsonPath.Root.Member("packages").Member(name), ErrorCodes.UnknownPackage, $"{GuestText.Quoted(name)} has no entry in resources of policy.json");
            }
        }
    }

    private static void CheckHost(BaileyPolicy bailey, HostOffer? offer, FindingList findings)
    {
        foreach (var (name, _) in offer?.Members ?? [])
        {
            if (!HostValidator.IsName(name))
            {
                findings.Error(JsonPath.Root.Member("host"), ErrorCodes.HostName, $"the host hands in {GuestText.Quoted(name)}, which cannot be a name");
            }
        }

        for (int i = 0; i < bailey.Host.Count; i++)
        {
            if (offer?.Members.Any(member => member.Key == bailey.Host[i]) is not true)
            {
                findings.Error(
                    JsonPath.Root.Member("host").Item(i), ErrorCodes.NotHandedIn, $"the host that starts this guest hands in no {GuestText.Quoted(bailey.Host[i])}");
            }
        }
    }

    internal static void CheckFolder(string folder, string name, FindingList findings)
    {
        if (!folder.StartsWith('/') || folder.Contains('\0', StringComparison.Ordinal))
        {
            findings.Error(JsonPath.Root.Member(name), ErrorCodes.Launch, $"{GuestText.Quoted(folder)} is not an absolute host folder");
        }
    }

    private static string Entry(BaileyPolicy bailey, GuestLaunch launch, FindingList findings)
    {
        string? entry = launch.Entry ?? bailey.Entry;
        if (entry is null or "" || GuestPath.Flaw("/" + entry) is not null)
        {
            findings.Error(
                JsonPath.Root.Member("entry"),
                entry is null ? ErrorCodes.Launch : ErrorCodes.Entry,
                entry is null ? "no program is named" : $"{GuestText.Quoted(entry)} is not a path inside the program's folder",
                "name the program's entry on the command line or in bailey.json");
        }

        return $"{GuestPath.Program}/{entry}";
    }

    internal static Dictionary<string, string> Environment(BaileyPolicy bailey, IReadOnlyDictionary<string, string> host, FindingList findings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] names = [.. bailey.Env.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        foreach (string name in names)
        {
            EnvGrant grant = bailey.Env[name];
            string hostName = grant.HostName ?? name;
            if ((grant.Value ?? host.GetValueOrDefault(hostName)) is { } value)
            {
                environment[name] = value;
            }
            else if (grant.Required)
            {
                findings.Error(
                    JsonPath.Root.Member("env").Member(name), ErrorCodes.MissingVariable, $"the host has no variable {GuestText.Quoted(hostName)}");
            }
        }

        return environment;
    }

    private static EgressRoute? Egress(EgressGrant grant, int index, FindingList findings)
    {
        JsonPath clause = JsonPath.Root.Member("egress").Item(index);
        foreach (string method in grant.Methods.Where(static method => method is EgressRoute.Connect or "TRACE" or "TRACK"))
        {
            findings.Error(
                clause.Member("methods"), ErrorCodes.Contradiction, $"no guest can send {method}: what a guest asks for is seen, inside of TLS too",
                "write the methods: [\"GET\"]; CONNECT is for bailey exec");
        }

        return EgressRoute.Of(grant, clause.ToString());
    }

    internal static FileRoute Route(FileGrant grant, int index, string policyFolder, FindingList findings)
    {
        JsonPath clause = JsonPath.Root.Member("files").Item(index);
        string? host = grant.Source is null ? null : HostPath.Resolve(policyFolder, grant.Source);
        // An absolute source was checked with the file; a relative one is known only now.
        if (host is not null && !grant.Source!.StartsWith('/'))
        {
            FileSourceValidator.CheckHostPath(host, clause.Member("source"), findings);
        }

        long maxBytes = grant.Access == FileGrantAccess.Read ? 0 : (grant.MaxBytes ?? LimitTable.MaxBytes).Bytes;
        return new FileRoute(grant.Path, host, grant.Access, maxBytes, grant.Required, clause.ToString());
    }
}
