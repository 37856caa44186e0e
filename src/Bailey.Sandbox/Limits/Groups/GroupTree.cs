namespace Bailey.Sandbox;

/// <summary>The folders of this process's own control groups: everything that Bailey makes lies beneath them.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="Folders">Controller to folder, absolute; version 2 has one folder, under the empty name.</param>
internal sealed record GroupTree(int Version, IReadOnlyDictionary<string, string> Folders)
{
    /// <summary>Processes are counted and bounded here.</summary>
    public const string Tasks = "pids";

    /// <summary>Memory is held here.</summary>
    public const string Memory = "memory";

    /// <summary>Processor time is counted here.</summary>
    public const string Time = "cpuacct";

    /// <summary>The trees of this machine in the order in which they are tried. Whether one can be used is found out by using it.</summary>
    public static IReadOnlyList<GroupTree> Here()
    {
        try
        {
            return Parse(File.ReadAllLines("/proc/self/cgroup"), File.ReadAllLines("/proc/self/mountinfo"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>A pure function of the two files.</summary>
    /// <param name="memberships">Lines of /proc/self/cgroup, cgroups(7).</param>
    /// <param name="mounts">Lines of /proc/self/mountinfo, proc_pid_mountinfo(5).</param>
    public static IReadOnlyList<GroupTree> Parse(IReadOnlyList<string> memberships, IReadOnlyList<string> mounts)
    {
        var trees = new List<GroupTree>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in memberships)
        {
            string[] fields = line.Split(':', 3);
            foreach (string controller in fields.Length < 3 ? [] : fields[1].Split(','))
            {
                if (controller is not ("" or Memory or Tasks or Time) || Folder(controller, fields[2], mounts) is not { } folder)
                {
                    continue;
                }

                if (controller.Length == 0)
                {
                    trees.Add(new GroupTree(2, new Dictionary<string, string>(StringComparer.Ordinal) { [""] = folder }));
                }
                else
                {
                    first[controller] = folder;
                }
            }
        }

        // Without memory there is nothing that the samples do not do.
        if (first.ContainsKey(Memory))
        {
            trees.Add(new GroupTree(1, first));
        }

        return trees;
    }

    // number parent device root mount-point options optional... - type source options
    private static string? Folder(string controller, string path, IReadOnlyList<string> mounts)
    {
        foreach (string[] fields in mounts.Select(static line => line.Split(' ')))
        {
            int separator = Array.IndexOf(fields, "-");
            if (separator < 5 || fields.Length < separator + 4)
            {
                continue;
            }

            bool isMeant = controller.Length == 0 ? fields[separator + 1] == "cgroup2" : fields[separator + 1] == "cgroup" && fields[separator + 3].Split(',').Contains(controller);
            if (isMeant)
            {
                string root = fields[3] == "/" ? "" : fields[3];
                // A container may have mounted only its own part, or see itself outside it.
                return path.StartsWith("/..", StringComparison.Ordinal) ? null
                    : fields[4] + (path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : path == root ? "" : path).TrimEnd('/');
            }
        }

        return null;
    }
}
