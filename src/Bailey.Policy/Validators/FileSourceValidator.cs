namespace Bailey.Policy;

/// <summary>Sources: there where the access needs one, plain, and never a kernel file system; maxBytes only where something is written.</summary>
internal static class FileSourceValidator
{
    /// <summary>Host folders whose files are not data. Each row says what a grant of it would hand over.</summary>
    private static readonly (string Folder, string Reason)[] Forbidden =
    [
        ("/proc", "it shows and controls the host's processes, the broker's own among them"),
        ("/sys", "it shows and controls the host's devices"),
        ("/dev", "it holds the host's devices"),
    ];

    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        for (int i = 0; i < policy.Files.Count; i++)
        {
            JsonPath place = JsonPath.Root.Member("files").Item(i);
            FileGrant grant = policy.Files[i];
            CheckSource(grant, place, findings);
            CheckMaxBytes(grant, place.Member("maxBytes"), findings);
        }
    }

    /// <summary>Reports a host path, absolute and normal, that no policy may grant.</summary>
    public static bool CheckHostPath(string hostPath, JsonPath place, FindingList findings)
    {
        string? reason = hostPath == "/"
            ? "it is the whole host"
            : Array.Find(Forbidden, row => GuestPath.IsAtOrBeneath(hostPath, row.Folder)).Reason;
        if (reason is not null)
        {
            findings.Error(place, ErrorCodes.ForbiddenSource, $"{GuestText.Quoted(hostPath)} cannot be granted: {reason}");
        }

        return reason is null;
    }

    private static void CheckSource(FileGrant grant, JsonPath place, FindingList findings)
    {
        if (grant.Access == FileGrantAccess.Scratch)
        {
            if (grant.Source is not null)
            {
                findings.Error(
                    place.Member("source"), ErrorCodes.Source, "scratch is an empty folder and has no source", "remove source, or write access \"write\"");
            }

            return;
        }

        JsonPath source = place.Member("source");
        switch (grant.Source)
        {
            case null:
                findings.Error(place, ErrorCodes.Source, $"access \"{Words.Of(Words.Access, grant.Access)}\" needs a source", "add source, or write access \"scratch\"");
                break;
            case "":
                findings.Error(source, ErrorCodes.Source, "the source is empty", "write \".\" for the folder of bailey.json");
                break;
            case ['~', ..]:
                findings.Error(source, ErrorCodes.Source, "~ has no meaning in a source", "write a path relative to bailey.json, or an absolute one");
                break;
            case ['/', ..]:
                CheckHostPath(HostPath.Resolve("/", grant.Source), source, findings);
                break;
        }
    }

    private static void CheckMaxBytes(FileGrant grant, JsonPath place, FindingList findings)
    {
        if (grant.MaxBytes is not { } size)
        {
            return;
        }

        if (grant.Access == FileGrantAccess.Read)
        {
            findings.Error(place, ErrorCodes.Contradiction, "maxBytes limits writing, and the access is read", "remove maxBytes");
        }
        else if (size.Bytes < 1 || size.Bytes > LimitTable.LargestMaxBytes.Bytes)
        {
            findings.Error(place, ErrorCodes.OutOfRange, $"maxBytes is {size}; it must be from 1B to {LimitTable.LargestMaxBytes}");
        }
    }
}
