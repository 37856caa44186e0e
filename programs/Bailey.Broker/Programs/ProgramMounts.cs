using Bailey.Interop;
using Bailey.Policy;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>The file grants of a plan as mounts.</summary>
internal static class ProgramMounts
{
    /// <summary>Those whose source is there.</summary>
    /// <exception cref="InvalidDataException">A required source is not there, or a source is neither a file nor a folder.</exception>
    public static IReadOnlyList<ProgramMount> Of(ExecPlan plan)
    {
        var mounts = new List<ProgramMount>();
        foreach (FileRoute route in plan.Files)
        {
            if (route.HostPath is not { } source)
            {
                mounts.Add(new ProgramMount(route.Prefix, null, MountAccess.Scratch, route.MaxBytes));
            }
            else if (LibC.fstatat(OwnedDescriptor.Borrow(-1), source, AtFlags.None, out FileStatus status) == Errno.None)
            {
                // A socket or a device would be another way out of the sandbox.
                if (status.Kind is not (FileKind.File or FileKind.Directory))
                {
                    throw new InvalidDataException($"{route.Clause}: {source} is neither a file nor a folder");
                }

                CheckPlace(route, plan.Files);
                mounts.Add(new ProgramMount(route.Prefix, source, route.Access == FileGrantAccess.Read ? MountAccess.Read : MountAccess.Write));
            }
            else if (route.Required)
            {
                throw new InvalidDataException($"{route.Clause} is required, and there is no {source}");
            }
        }

        return mounts;
    }

    // bubblewrap makes a mount where a path leads: beneath another grant there must be no link on the way (CVE-2026-87766).
    private static void CheckPlace(FileRoute route, IReadOnlyList<FileRoute> all)
    {
        foreach (FileRoute outer in all.Where(outer => outer != route && outer.HostPath is not null && GuestPath.IsAtOrBeneath(route.Prefix, outer.Prefix)))
        {
            string path = outer.HostPath!;
            foreach (string name in route.Prefix[outer.Prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                path = Path.Combine(path, name);
                if (LibC.fstatat(OwnedDescriptor.Borrow(-1), path, AtFlags.SymbolicLinkNoFollow, out FileStatus status) != Errno.None || status.Kind == FileKind.SymbolicLink)
                {
                    throw new InvalidDataException($"{route.Clause}: {path} is not there or a link, and {outer.Clause} shows what is around it");
                }
            }
        }
    }
}
