namespace Bailey.Policy;

/// <summary>Lists the clauses marked <c>required</c>, in the order of the file.</summary>
internal sealed class RequiredClauses
{
    private readonly List<string> _required = [];

    public static IReadOnlyList<string> Of(BaileyPolicy policy)
    {
        var clauses = new RequiredClauses();
        clauses.Collect(policy);
        return clauses._required;
    }

    private void Collect(BaileyPolicy policy)
    {
        for (int i = 0; i < policy.Files.Count; i++)
        {
            Add(JsonPath.Root.Member("files").Item(i).Text, policy.Files[i].Required);
        }

        for (int i = 0; i < policy.Egress.Count; i++)
        {
            Add(JsonPath.Root.Member("egress").Item(i).Text, policy.Egress[i].Required);
        }

        foreach (var (name, grant) in policy.Env)
        {
            Add(JsonPath.Root.Member("env").Member(name).Text, grant.Required);
        }

        GuestLimits limits = policy.Limits;
        Add("limits.memory", limits.Memory is { Required: true });
        Add("limits.cpu", limits.Cpu is { Required: true });
        Add("limits.wall", limits.Wall is { Required: true });
        Add("limits.output", limits.Output is { Required: true });
        Add("limits.openFiles", limits.OpenFiles is { Required: true });
        Add("limits.timers", limits.Timers is { Required: true });
        Add("clock", policy.Clock is { Required: true });
        Add("random", policy.Random is { Required: true });
        Add("identity", policy.Identity is { Required: true });
        Add("dynamicCode", policy.DynamicCode is { Required: true });
        Add("children", policy.Children is { Required: true });
        Add("display", policy.Display is { Required: true });
        Add("wasm", policy.Wasm is { Required: true });
        foreach (var (name, narrowing) in policy.Packages)
        {
            Add(JsonPath.Root.Member("packages").Member(name).Text, narrowing.Required);
        }
    }

    private void Add(string clause, bool isRequired)
    {
        if (isRequired)
        {
            _required.Add(clause);
        }
    }
}
