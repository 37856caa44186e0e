namespace Bailey.Policy;

/// <summary>
/// The sections that bailey.json has but this release does not enforce, some of them for one kind of start only. A policy that uses one
/// is refused as a whole.
/// </summary>
internal static class Unenforced
{
    /// <summary>
    /// Section (a <c>*</c> stands for any package), the kind of start (null: every kind, so the file itself is refused), and what does not
    /// work yet. Remove a row when the section is enforced.
    /// </summary>
    public static readonly (string Section, StartKind? Kind, string Reason)[] Sections =
    [
        ("egress", StartKind.Page, "contained pages reach nothing but their own files in this release"),
        ("children", StartKind.Guest, "guests cannot start processes in this release; only 0 is accepted; `bailey exec` takes more"),
        ("display", StartKind.Guest, "guests have no windows; only \"none\" is accepted; `bailey exec` takes more"),
        ("display", StartKind.Page, "a page is shown in its browser's frame; only \"none\" is accepted; `bailey exec` takes more"),
        ("egress[*].credential", StartKind.Program, "nobody can add a secret to what a program encrypts itself"),
        ("egress[*].integrity", StartKind.Program, "nobody sees the answers that a program decrypts itself"),
        ("egress[*].maxBytes", StartKind.Program, "nobody tells bodies from the rest of what a program encrypts itself"),
        ("egress[*].credential", StartKind.Guest, "guests' requests carry what the guest itself puts into them"),
        ("egress[*].integrity", StartKind.Guest, "guests check what they ask for themselves: fetch's own option"),
        ("files[*].maxBytes", StartKind.Program, "a program writes into a granted folder itself; the size of a scratch folder is enforced"),
        ("wasm", null, "WebAssembly is absent in this release; only \"none\" is accepted"),
        ("identity", null, "every guest gets the same answers about the machine in this release; only \"uniform\" is accepted"),
        ("packages.*.env", null, "environment variables are the same for all packages in this release"),
    ];

    /// <summary>Reports the use of <paramref name="section"/> at <paramref name="path"/> if this release does not enforce it for that kind of start.</summary>
    public static void Check(string section, JsonPath path, FindingList findings, StartKind? kind = null)
    {
        string? reason = Array.Find(Sections, row => row.Section == section && row.Kind == kind).Reason;
        if (reason is not null)
        {
            findings.Error(path, ErrorCodes.NotEnforced, $"not enforced by this release: {reason}");
        }
    }

    /// <summary>Reports every section of a policy that one kind of start does not enforce.</summary>
    public static void Check(BaileyPolicy policy, StartKind kind, FindingList findings)
    {
        JsonPath egress = JsonPath.Root.Member("egress");
        if (policy.Egress.Count > 0)
        {
            Check("egress", egress, findings, kind);
        }

        for (int i = 0; i < policy.Egress.Count; i++)
        {
            Stated(policy.Egress[i].Credential, "egress[*].credential", egress.Item(i).Member("credential"), findings, kind);
            Stated(policy.Egress[i].MaxBytes, "egress[*].maxBytes", egress.Item(i).Member("maxBytes"), findings, kind);
            Stated(policy.Egress[i].Integrity, "egress[*].integrity", egress.Item(i).Member("integrity"), findings, kind);
        }

        for (int i = 0; i < policy.Files.Count; i++)
        {
            if (policy.Files[i].Access == FileGrantAccess.Write)
            {
                Stated(policy.Files[i].MaxBytes, "files[*].maxBytes", JsonPath.Root.Member("files").Item(i).Member("maxBytes"), findings, kind);
            }
        }

        if (policy.Children is { Value: not 0 })
        {
            Check("children", JsonPath.Root.Member("children"), findings, kind);
        }

        if (policy.Display is { Value: not DisplayMode.None })
        {
            Check("display", JsonPath.Root.Member("display"), findings, kind);
        }
    }

    private static void Stated(object? value, string section, JsonPath path, FindingList findings, StartKind kind)
    {
        if (value is not null)
        {
            Check(section, path, findings, kind);
        }
    }
}
