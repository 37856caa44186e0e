namespace Bailey.Policy;

/// <summary>The sections that bailey.json has but this release does not enforce. A policy that uses one is refused as a whole.</summary>
internal static class Unenforced
{
    /// <summary>Section (a <c>*</c> stands for any package), and what does not work yet. Remove a row when the section is enforced.</summary>
    public static readonly (string Section, string Reason)[] Sections =
    [
        ("egress", "guests have no network at all in this release"),
        ("children", "guests cannot start processes in this release; only 0 is accepted"),
        ("wasm", "WebAssembly is absent in this release; only \"none\" is accepted"),
        ("identity", "every guest gets the same answers about the machine in this release; only \"uniform\" is accepted"),
        ("packages.*.env", "environment variables are the same for all packages in this release"),
    ];

    /// <summary>Reports the use of <paramref name="section"/> at <paramref name="path"/> if this release does not enforce it.</summary>
    public static void Check(string section, JsonPath path, FindingList findings)
    {
        string? reason = Array.Find(Sections, row => row.Section == section).Reason;
        if (reason is not null)
        {
            findings.Error(path, ErrorCodes.NotEnforced, $"not enforced by this release: {reason}");
        }
    }
}
