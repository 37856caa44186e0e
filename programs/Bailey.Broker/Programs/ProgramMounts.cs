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

                mounts.Add(new ProgramMount(route.Prefix, source, route.Access == FileGrantAccess.Read ? MountAccess.Read : MountAccess.Write));
            }
            else if (route.Required)
            {
                throw new InvalidDataException($"{route.Clause} is required, and there is no {source}");
            }
        }

        return mounts;
    }
}
