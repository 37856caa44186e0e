namespace Bailey.Policy;

/// <summary>
/// A grant may lie beneath another only to add writing to a part of the same folder. Then the longest prefix wins and removing a
/// grant never allows more; any other overlap would hide files that removing the inner grant lays bare.
/// </summary>
internal static class FileOverlapValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        for (int inner = 0; inner < policy.Files.Count; inner++)
        {
            for (int outer = 0; outer < policy.Files.Count; outer++)
            {
                if (IsBeneath(policy.Files[inner].Path, policy.Files[outer].Path) && !AddsWriting(policy.Files[inner], policy.Files[outer]))
                {
                    findings.Error(
                        JsonPath.Root.Member("files").Item(inner),
                        ErrorCodes.Overlap,
                        $"{GuestText.Quoted(policy.Files[inner].Path)} lies beneath {GuestText.Quoted(policy.Files[outer].Path)} of files[{outer}]",
                        "grant separate folders; only write to a part of the same source may lie beneath read");
                }
            }
        }
    }

    private static bool IsBeneath(string inner, string outer) => inner != outer && GuestPath.IsAtOrBeneath(inner, outer);

    private static bool AddsWriting(FileGrant inner, FileGrant outer) =>
        inner is { Access: FileGrantAccess.Write, Source: not null }
        && outer is { Access: FileGrantAccess.Read, Source: not null }
        && HostPath.Resolve("/", Anchored(inner.Source)) == HostPath.Resolve("/", Anchored(outer.Source) + inner.Path[outer.Path.Length..]);

    // Relative sources are compared beneath a folder that no absolute source can name, deep enough for the ".." that people write.
    private static string Anchored(string source) =>
        source.StartsWith('/') ? source : string.Concat(Enumerable.Repeat("/\0", 64)) + "/" + source;
}
