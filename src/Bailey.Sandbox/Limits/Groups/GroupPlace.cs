using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>A tree in which this process can make groups that hold.</summary>
internal sealed class GroupPlace : IDisposable
{
    private static readonly SandboxLimits Trial = new() { MemoryBytes = 64L << 20 };

    private readonly Dictionary<string, GroupFolder> folders;

    private GroupPlace(int version, Dictionary<string, GroupFolder> folders)
    {
        Version = version;
        this.folders = folders;
    }

    /// <summary>1 or 2.</summary>
    public int Version { get; }

    /// <summary>Whether a process has entered one of its groups: until then it may still be refused.</summary>
    public bool IsProved { get; set; }

    /// <summary>Makes a group, writes a limit, reads it back and removes the group.</summary>
    /// <param name="tree">Where.</param>
    /// <param name="reason">Why it is not possible; empty where it is.</param>
    public static GroupPlace? Open(GroupTree tree, out string reason)
    {
        var made = new Dictionary<string, GroupFolder>(StringComparer.Ordinal);
        var place = new GroupPlace(tree.Version, made);
        reason = "";
        foreach ((string controller, string own) in tree.Folders)
        {
            Errno errno = GroupFolder.Make(own, out GroupFolder? folder);
            if (folder is not null)
            {
                made[controller] = folder;
            }
            else if (controller is "" or GroupTree.Memory)
            {
                reason = $"no group can be made beneath {own} ({errno})";
            }
        }

        reason = reason.Length > 0 ? reason : tree.Version == 2 ? Delegate(tree.Folders[""], made[""].Path) : "";
        if (reason.Length == 0)
        {
            using ControlGroup? group = place.Make(Trial, out Errno errno);
            reason = group is null ? $"a group does not take a limit ({errno})" : group.Holds(Trial) ? "" : "a limit reads back as another";
        }

        if (reason.Length == 0)
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    /// <summary>Makes a group with its limits in force.</summary>
    public ControlGroup? Make(SandboxLimits limits, out Errno errno)
    {
        string name = GroupFolder.NewName();
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        errno = Errno.None;
        foreach ((string controller, GroupFolder folder) in folders)
        {
            string path = Path.Combine(folder.Path, name);
            errno = errno == Errno.None ? GroupFolder.MakeOne(path) : errno;
            if (errno == Errno.None)
            {
                made[controller] = path;
            }
        }

        var group = new ControlGroup(Version, made);
        errno = errno == Errno.None ? group.Limit(limits) : errno;
        if (errno == Errno.None)
        {
            return group;
        }

        group.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GroupFolder folder in folders.Values)
        {
            folder.Dispose();
        }
    }

    // Controllers reach a folder's children only if every folder on the way passes them on, and one that holds processes passes none on.
    private static string Delegate(string own, string folder)
    {
        string controllers = Path.Combine(folder, "cgroup.controllers");
        if (!HasMemory(controllers))
        {
            Errno errno = PassOn(own);
            string alone = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            if (errno == Errno.EBUSY && ControlFile.Read(Path.Combine(own, "cgroup.procs")) == alone)
            {
                // The only process of a group that was made for it, as by systemd-run, makes room: it moves itself and nobody else.
                string leaf = Path.Combine(folder, GroupFolder.NewName());
                errno = GroupFolder.MakeOne(leaf);
                errno = errno == Errno.None ? ControlFile.Write(Path.Combine(leaf, "cgroup.procs"), alone) : errno;
                errno = errno == Errno.None ? PassOn(own) : errno;
            }

            if (errno != Errno.None || !HasMemory(controllers))
            {
                return $"{own} does not pass its memory controller on ({errno})";
            }
        }

        Errno passed = PassOn(folder);
        return passed == Errno.None ? "" : $"{folder} does not pass its memory controller on ({passed})";
    }

    private static Errno PassOn(string folder)
    {
        string file = Path.Combine(folder, "cgroup.subtree_control");
        Errno errno = ControlFile.Write(file, "+memory");
        _ = ControlFile.Write(file, "+pids"); // a bound only, and not always there
        return errno;
    }

    private static bool HasMemory(string controllers) => ControlFile.Read(controllers).Split(' ').Contains(GroupTree.Memory);
}
