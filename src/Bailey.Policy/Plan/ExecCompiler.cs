namespace Bailey.Policy;

/// <summary>Compiles bailey.json and a launch into the plan of a native program; reports everything that is wrong at once.</summary>
internal static class ExecCompiler
{
    /// <summary>Folders of the sandbox's own, which no grant may replace, each with its reason.</summary>
    private static readonly (string Folder, string Reason)[] Taken =
    [
        ("/usr", "programs and libraries of the host are there"),
        ("/bin", "programs of the host are there"),
        ("/sbin", "programs of the host are there"),
        ("/lib", "libraries of the host are there"),
        ("/lib32", "libraries of the host are there"),
        ("/lib64", "libraries of the host are there"),
        ("/etc", "one invented machine is described there"),
        ("/proc", "the sandbox's own processes are there"),
        ("/sys", "it is absent"),
        ("/dev", "the sandbox's own devices are there"),
    ];

    // What `required` can be said of where a program is started; the other clauses are the realm's.
    private static readonly string[] Enforced = ["files", "egress", "env", "limits.memory", "limits.cpu", "limits.wall", "limits.output", "limits.openFiles", "identity", "children", "display"];

    /// <summary>Where the sockets of displays are inside: no grant may lie over or in such a folder.</summary>
    private static readonly (DisplayMode Mode, string Folder)[] Displays = [(DisplayMode.X11, "/tmp/.X11-unix"), (DisplayMode.Wayland, ExecPlan.RuntimeFolder)];

    public static PolicyReading<ExecPlan> Compile(BaileyPolicy bailey, ProgramLaunch launch)
    {
        var findings = new FindingList();
        PolicyValidation.Validate(bailey, findings);
        Unenforced.Check(bailey, StartKind.Program, findings);
        PlanCompiler.CheckFolder(launch.PolicyFolder, "PolicyFolder", findings);
        CheckProgram(launch, findings);
        CheckRequired(bailey, findings);
        List<FileRoute> routes = [.. bailey.Files.Select((grant, i) => PlanCompiler.Route(grant, i, launch.PolicyFolder, findings)).OrderBy(static route => route.Prefix.Length)];
        CheckFiles(routes, findings);
        DisplayMode display = Display(bailey.Display?.Value ?? DisplayMode.None, launch.Display, findings);
        CheckDisplay(display, routes, findings);
        List<EgressRoute> egress = [.. bailey.Egress.Select((grant, i) => Route(grant, i, findings)).OfType<EgressRoute>()];
        var environment = PlanCompiler.Environment(bailey, launch.HostEnvironment, findings);
        if (findings.ErrorCount > 0)
        {
            return findings.Close<ExecPlan>(policy: null);
        }

        return findings.Close(new ExecPlan
        {
            Command = [launch.Program, .. launch.Arguments],
            WorkingFolder = WorkingFolder(launch.WorkingFolder, routes),
            Files = routes,
            Egress = egress,
            Environment = environment,
            Limits = EffectiveLimits.Of(bailey.Limits),
            OpenFiles = bailey.Limits.OpenFiles?.Value,
            Children = bailey.Children?.Value ?? 0,
            Display = display,
            Stdin = bailey.Stdin,
        });
    }

    private static void CheckProgram(ProgramLaunch launch, FindingList findings)
    {
        if (launch.Program.Length == 0 || launch.Arguments.Append(launch.Program).Any(static text => text.Contains('\0', StringComparison.Ordinal)))
        {
            findings.Error(JsonPath.Root.Member("program"), ErrorCodes.Launch, "no program is named, or a text holds NUL", "name a program after --");
        }
    }

    private static void CheckRequired(BaileyPolicy bailey, FindingList findings)
    {
        foreach (string clause in RequiredClauses.Of(bailey))
        {
            if (!Enforced.Any(known => clause.StartsWith(known, StringComparison.Ordinal)))
            {
                findings.Error(
                    new JsonPath(clause), ErrorCodes.NotEnforced, "not enforced by this release: a native program has the machine's own, whatever stands here",
                    "remove required, or run JavaScript with bailey run");
            }
        }
    }

    private static void CheckFiles(List<FileRoute> routes, FindingList findings)
    {
        foreach (FileRoute route in routes)
        {
            if (Array.Find(Taken, row => GuestPath.IsAtOrBeneath(route.Prefix, row.Folder)).Reason is { } reason)
            {
                findings.Error(
                    new JsonPath(route.Clause).Member("path"), ErrorCodes.GuestPath, $"{GuestText.Quoted(route.Prefix)} cannot be given to a program: {reason}",
                    "write another path, such as /work");
            }

            // A program that may change a folder could put a link where the next start looks for another grant's source.
            if (routes.Find(other => other != route && other.Access == FileGrantAccess.Write && route.HostPath is not null
                && GuestPath.IsAtOrBeneath(route.HostPath, other.HostPath!)) is { } above)
            {
                findings.Error(
                    new JsonPath(route.Clause).Member("source"), ErrorCodes.Overlap, $"its source lies inside of {above.Clause}, which may be changed",
                    "grant separate folders");
            }
        }
    }

    // The command line chooses among what is granted: that, or none.
    private static DisplayMode Display(DisplayMode granted, DisplayMode? asked, FindingList findings)
    {
        if (asked is { } mode && mode != DisplayMode.None && mode != granted)
        {
            string word = Words.Of(Words.Display, mode);
            findings.Error(
                JsonPath.Root.Member("display"), ErrorCodes.Launch, $"--display {word} asks for what the policy does not grant",
                $"write \"display\": \"{word}\" in bailey.json, or leave --display out");
        }

        return asked ?? granted;
    }

    private static void CheckDisplay(DisplayMode display, List<FileRoute> routes, FindingList findings)
    {
        string? folder = Array.Find(Displays, row => row.Mode == display).Folder;
        foreach (FileRoute route in routes.Where(route => folder is not null && (GuestPath.IsAtOrBeneath(route.Prefix, folder) || GuestPath.IsAtOrBeneath(folder, route.Prefix))))
        {
            findings.Error(
                new JsonPath(route.Clause).Member("path"), ErrorCodes.Contradiction, $"{GuestText.Quoted(route.Prefix)} would hide the socket of the display, which is in {folder}",
                "write another path, or remove display");
        }
    }

    private static EgressRoute? Route(EgressGrant grant, int index, FindingList findings)
    {
        JsonPath clause = JsonPath.Root.Member("egress").Item(index);
        EgressRoute? route = EgressRoute.Of(grant, clause.ToString());
        bool connects = grant.Methods.Contains(EgressRoute.Connect, StringComparer.Ordinal);
        if (route is { IsTls: true } && (!connects || grant.Methods.Count > 1))
        {
            findings.Error(
                clause.Member("methods"), ErrorCodes.NotEnforced, "not enforced by this release: nobody sees the methods that a program sends inside of TLS",
                "write [\"CONNECT\"]: everything that the program says to this origin");
        }
        else if (route is { IsTls: false } && connects)
        {
            findings.Error(
                clause.Member("methods"), ErrorCodes.Contradiction, "what is said to an http origin is seen, so CONNECT says nothing",
                "write the methods: [\"GET\"]");
        }

        return route;
    }

    private static string WorkingFolder(string? host, List<FileRoute> routes)
    {
        FileRoute? shown = host is null ? null : routes.Where(route => route.HostPath is { } source && GuestPath.IsAtOrBeneath(host, source)).MaxBy(static route => route.HostPath!.Length);
        return shown is null ? ExecPlan.Home : shown.Prefix + host![shown.HostPath!.Length..];
    }
}
