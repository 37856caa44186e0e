namespace Bailey.Policy;

/// <summary>The page is inside the container, permissions are known and stay inside, and the grade can have what is granted.</summary>
internal static class FrameValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        if (policy.Frame is not { } frame)
        {
            return;
        }

        JsonPath path = JsonPath.Root.Member("frame");
        string? flaw = GuestPath.Flaw("/" + frame.Entry);
        if (flaw is not null || frame.Entry.Length == 0)
        {
            findings.Error(
                path.Member("entry"), ErrorCodes.Entry, $"{GuestText.Quoted(frame.Entry)} is not a path inside the container: {flaw ?? "it is empty"}", "write a path such as index.html");
        }

        Permissions(frame, path.Member("permissions"), findings);
        if (frame.Grade == FrameGrade.Hardened)
        {
            DeclaredOnly(frame.Eval, "eval", "the page's scripts are compiled on the server", path, findings);
            DeclaredOnly(frame.Wasm, "wasm", "WebAssembly would run outside of the realm", path, findings);
        }
    }

    private static void Permissions(FramePolicy frame, JsonPath path, FindingList findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < frame.Permissions.Count; i++)
        {
            string name = frame.Permissions[i];
            PermissionRow? row = DocumentPermissions.Find(name);
            if (row is null)
            {
                string? nearest = NearestName.Of(name, DocumentPermissions.Rows.Select(static known => known.Name));
                findings.Error(
                    path.Item(i), ErrorCodes.UnknownWord, $"{GuestText.Quoted(name)} is no feature of Permissions-Policy that Bailey knows", nearest is null ? "remove it" : $"write \"{nearest}\"");
            }
            else if (row.Use == PermissionUse.Never)
            {
                findings.Error(path.Item(i), ErrorCodes.Permission, $"{GuestText.Quoted(name)} is never granted: {row.Reason}");
            }
            else if (!seen.Add(name))
            {
                findings.Error(path.Item(i), ErrorCodes.Contradiction, $"{GuestText.Quoted(name)} is granted twice", "keep one");
            }
        }
    }

    private static void DeclaredOnly(bool granted, string name, string reason, JsonPath path, FindingList findings)
    {
        if (granted)
        {
            findings.Error(
                path.Member(name), ErrorCodes.Contradiction, $"the hardened grade has no {name}: {reason}", "remove it, or write \"grade\": \"declared\"");
        }
    }
}
