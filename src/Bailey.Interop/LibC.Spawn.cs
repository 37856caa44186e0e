using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>A descriptor that a child shall have under a number of its own.</summary>
/// <param name="Source">The descriptor here; stays the caller's.</param>
/// <param name="Target">Its number in the child, 0 or above.</param>
public readonly record struct InheritedDescriptor(OwnedDescriptor Source, int Target);

public static partial class LibC
{
    // Bigger than posix_spawn_file_actions_t (80) and posix_spawnattr_t (336) of any glibc; both are opaque.
    private const int OpaqueSize = 1024;
    private const int SignalSetSize = 128;
    private const short POSIX_SPAWN_SETSIGDEF = 0x04;
    private const short POSIX_SPAWN_SETSIGMASK = 0x08;
    private const short POSIX_SPAWN_SETSID = 0x80;

    // Above every target, so that no dup2 in the child overwrites the source of a later one.
    private const int FirstSource = 100;

    /// <summary>
    /// posix_spawn(3) with an exact list of descriptors: the child has those of <paramref name="descriptors"/> and no other, all
    /// signals at their defaults and none blocked, a session of its own, and `/` as its working directory.
    /// </summary>
    /// <param name="path">Absolute path of the program; PATH is not searched.</param>
    /// <param name="arguments">Its arguments, the first being its own name.</param>
    /// <param name="environment">`NAME=value` strings; nothing of this process's environment is added.</param>
    /// <param name="descriptors">Targets are the numbers 0..n-1, each once.</param>
    /// <param name="pid">The child. The caller waits for it.</param>
    /// <remarks>
    /// The child's parent is the calling <i>thread</i>: PR_SET_PDEATHSIG in it fires when that thread ends, and it has that thread's
    /// credentials.
    /// <para><b>Source:</b> posix_spawn_file_actions_addclosefrom_np in the GNU C Library manual, "Process Creation Concepts"; prctl(2),
    /// PR_SET_PDEATHSIG, "Warning".</para>
    /// <para><b>Stops:</b> a descriptor of the host leaking into a sandbox because some library forgot close-on-exec.</para>
    /// <para><b>Does not stop:</b> anything the passed descriptors themselves allow.</para>
    /// </remarks>
    public static unsafe Errno posix_spawn(
        string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, IReadOnlyList<InheritedDescriptor> descriptors, out int pid)
    {
        pid = 0;
        if (HasNul(path) || arguments.Any(HasNul) || environment.Any(HasNul))
        {
            return Errno.EINVAL;
        }

        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* none = stackalloc byte[SignalSetSize];
        byte* all = stackalloc byte[SignalSetSize];
        // Zeroed memory is what destroy accepts even when init failed.
        new Span<byte>(actions, OpaqueSize).Clear();
        new Span<byte>(attributes, OpaqueSize).Clear();
        new Span<byte>(none, SignalSetSize).Clear();
        new Span<byte>(all, SignalSetSize).Fill(0xFF);
        nint* argv = Vector(arguments);
        nint* envp = Vector(environment);
        var copies = new List<OwnedDescriptor>(descriptors.Count);
        try
        {
            // Each step must succeed: a child without its closefrom would have the host's descriptors.
            int error = posix_spawn_file_actions_init(actions);
            error = error != 0 ? error : posix_spawnattr_init(attributes);
            foreach (InheritedDescriptor inherited in descriptors)
            {
                error = error != 0 ? error : (int)Copy(inherited.Source, copies);
                error = error != 0 ? error : posix_spawn_file_actions_adddup2(actions, copies[^1].Number, inherited.Target);
            }

            error = error != 0 ? error : posix_spawn_file_actions_addclosefrom_np(actions, descriptors.Count);
            error = error != 0 ? error : posix_spawn_file_actions_addchdir_np(actions, "/");
            error = error != 0 ? error : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
            error = error != 0 ? error : posix_spawnattr_setsigmask(attributes, none);
            error = error != 0 ? error : posix_spawnattr_setsigdefault(attributes, all);
            error = error != 0 ? error : posix_spawn_native(out pid, path, actions, attributes, argv, envp);
            return (Errno)error;
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            _ = posix_spawnattr_destroy(attributes);
            copies.ForEach(copy => copy.Dispose());
            Free(argv);
            Free(envp);
        }
    }

    private static Errno Copy(OwnedDescriptor source, List<OwnedDescriptor> copies)
    {
        Errno errno = dup(source, FirstSource, out OwnedDescriptor copy);
        copies.Add(copy);
        return errno;
    }

    private static unsafe nint* Vector(IReadOnlyList<string> texts)
    {
        nint* vector = (nint*)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(nint));
        for (int i = 0; i < texts.Count; i++)
        {
            vector[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        }

        return vector;
    }

    private static unsafe void Free(nint* vector)
    {
        for (nint* text = vector; *text != 0; text++)
        {
            Marshal.FreeCoTaskMem(*text);
        }

        NativeMemory.Free(vector);
    }

    [LibraryImport(Library, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_native(out int pid, string path, byte* actions, byte* attributes, nint* argv, nint* envp);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int from);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addchdir_np(byte* actions, string path);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawnattr_setsigmask(byte* attributes, byte* mask);

    [LibraryImport(Library)]
    private static unsafe partial int posix_spawnattr_setsigdefault(byte* attributes, byte* mask);
}
