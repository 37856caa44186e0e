namespace Bailey.Policy.Tests;

/// <summary>Short ways to read a policy in a test.</summary>
internal static class Read
{
    public static BaileyPolicy Bailey(string fields)
    {
        var reading = BaileyPolicy.Read(fields.Length == 0 ? "{ \"bailey\": 1 }" : $"{{ \"bailey\": 1, {fields} }}");
        Assert.Empty(reading.Findings);
        return reading.Policy!;
    }

    public static IReadOnlyList<PolicyFinding> BaileyFindings(string fields)
    {
        var reading = BaileyPolicy.Read($"{{ \"bailey\": 1, {fields} }}");
        Assert.Equal(reading.HasErrors, reading.Policy is null);
        return reading.Findings;
    }

    public static LavaMoatPolicy LavaMoat(string text)
    {
        var reading = LavaMoatPolicy.Read(text);
        Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
        return reading.Policy!;
    }

    public static GuestPlan Plan(string fields, string policy = "{}")
    {
        var reading = GuestPlan.Compile(LavaMoat(policy), Bailey(fields), Launch);
        Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
        return reading.Policy!;
    }

    public static GuestLaunch Launch { get; } = new()
    {
        PolicyFolder = "/home/user/project",
        ProgramFolder = "/home/user/project",
        Entry = "index.js",
        Arguments = ["--flag"],
        Offer = new HostOffer([new("lookup", "function"), new("orders", "readable"), new("secrets", "function")], Stays: true),
        HostEnvironment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = "/home/user", ["SECRET"] = "s3cret" },
    };
}
