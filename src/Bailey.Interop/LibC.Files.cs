using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bailey.Interop;

/// <summary>Flags of open(2). Every open here adds <see cref="CloseOnExec"/>.</summary>
[Flags]
public enum OpenFlags
{
    /// <summary>O_RDONLY.</summary>
    ReadOnly = 0,
    /// <summary>O_WRONLY.</summary>
    WriteOnly = 1,
    /// <summary>O_RDWR.</summary>
    ReadWrite = 2,
    /// <summary>O_CREAT.</summary>
    Create = 0x40,
    /// <summary>O_EXCL.</summary>
    Exclusive = 0x80,
    /// <summary>O_NOCTTY.</summary>
    NoControllingTerminal = 0x100,
    /// <summary>O_TRUNC.</summary>
    Truncate = 0x200,
    /// <summary>O_APPEND.</summary>
    Append = 0x400,
    /// <summary>O_NONBLOCK: an open of a named pipe does not wait for its other side.</summary>
    NonBlocking = 0x800,
    /// <summary>O_CLOEXEC.</summary>
    CloseOnExec = 0x80000,
    /// <summary>O_DIRECTORY (x86-64 value; translated on arm64).</summary>
    Directory = 0x10000,
    /// <summary>O_NOFOLLOW (x86-64 value; translated on arm64).</summary>
    NoFollow = 0x20000,
    /// <summary>O_PATH: names a file without opening it.</summary>
    Path = 0x200000,
}

/// <summary>The resolve member of openat2(2)'s open_how.</summary>
[Flags]
public enum ResolveFlags
{
    /// <summary>Resolution as open(2) does it.</summary>
    None = 0,
    /// <summary>RESOLVE_NO_XDEV: do not cross mount points.</summary>
    NoCrossDevice = 1,
    /// <summary>RESOLVE_NO_MAGICLINKS: do not follow links such as /proc/self/fd/3.</summary>
    NoMagicLinks = 2,
    /// <summary>RESOLVE_NO_SYMLINKS: follow no symbolic link at all (includes magic links).</summary>
    NoSymbolicLinks = 4,
    /// <summary>RESOLVE_BENEATH: an absolute path, an absolute link or a `..` that leaves the directory is EXDEV.</summary>
    Beneath = 8,
    /// <summary>RESOLVE_IN_ROOT: the directory is the root for absolute paths, links and `..`.</summary>
    InRoot = 16,
}

/// <summary>Flags of the *at family.</summary>
[Flags]
public enum AtFlags
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    SymbolicLinkNoFollow = 0x100,
    /// <summary>AT_REMOVEDIR (unlinkat).</summary>
    RemoveDirectory = 0x200,
    /// <summary>AT_SYMLINK_FOLLOW (linkat).</summary>
    SymbolicLinkFollow = 0x400,
    /// <summary>AT_EMPTY_PATH: the descriptor itself.</summary>
    EmptyPath = 0x1000,
}

/// <summary>Flags of renameat2(2).</summary>
[Flags]
public enum RenameFlags
{
    /// <summary>Replace the target, as rename(2).</summary>
    None = 0,
    /// <summary>RENAME_NOREPLACE: EEXIST when the target exists.</summary>
    NoReplace = 1,
    /// <summary>RENAME_EXCHANGE: swap both names.</summary>
    Exchange = 2,
}

/// <summary>One entry of a directory.</summary>
/// <param name="Name">The name, never `.` or `..`. Bytes that are not UTF-8 appear as U+FFFD and cannot be opened by this name.</param>
/// <param name="Kind">What it is; <see cref="FileKind.Unknown"/> where the file system does not say.</param>
/// <param name="Inode">The inode number.</param>
public readonly record struct DirectoryEntry(string Name, FileKind Kind, ulong Inode);

/// <summary>Files and directories, relative to a directory descriptor.</summary>
/// <remarks>
/// Only <see cref="openat2"/> can be told to stay beneath its directory. For everything else open the parent directory with
/// openat2 and hand in one name without `/`: a path of several parts is resolved by the kernel with no such limit.
/// </remarks>
public static partial class LibC
{
    private const int DirectoryBuffer = 32 * 1024;

    /// <summary>openat2(2): opens <paramref name="path"/> relative to <paramref name="directory"/> under <paramref name="resolve"/>.</summary>
    /// <param name="directory">An open directory; O_PATH is enough.</param>
    /// <param name="path">The path; with <see cref="ResolveFlags.Beneath"/> a relative one.</param>
    /// <param name="flags">How to open; close-on-exec is added.</param>
    /// <param name="mode">Permission bits of a file that gets created; 0 unless <see cref="OpenFlags.Create"/> is set.</param>
    /// <param name="resolve">Limits of resolution.</param>
    /// <param name="descriptor">The file, owned by the caller; invalid on failure.</param>
    /// <returns>EXDEV for an escape, ELOOP for a forbidden link, EAGAIN when a rename raced with `..`: try again.</returns>
    public static Errno openat2(OwnedDescriptor directory, string path, OpenFlags flags, uint mode, ResolveFlags resolve, out OwnedDescriptor descriptor)
    {
        if (HasNul(path))
        {
            descriptor = OwnedDescriptor.Borrow(-1);
            return Errno.EINVAL;
        }

        var how = new open_how { flags = (ulong)Native(flags | OpenFlags.CloseOnExec), mode = mode, resolve = (ulong)resolve };
        nint result = syscall_openat2(Syscall.openat2, directory, path, ref how, open_how.Size);
        return Owned((int)result, out descriptor);
    }

    /// <summary>open(2) of an absolute host path, for roots that the host itself chose. Never for a path of a guest.</summary>
    public static Errno open(string path, OpenFlags flags, uint mode, out OwnedDescriptor descriptor)
    {
        if (HasNul(path))
        {
            descriptor = OwnedDescriptor.Borrow(-1);
            return Errno.EINVAL;
        }

        return Owned(open_native(path, Native(flags | OpenFlags.CloseOnExec), mode), out descriptor);
    }

    /// <summary>close(2). Used by <see cref="OwnedDescriptor"/>.</summary>
    public static Errno close(int descriptor) => Outcome(close_native(descriptor));

    /// <summary>fcntl(2) F_DUPFD_CLOEXEC: a second descriptor of the same file, at least <paramref name="minimum"/>.</summary>
    public static Errno dup(OwnedDescriptor descriptor, int minimum, out OwnedDescriptor copy) =>
        Owned(fcntl_native(descriptor, F_DUPFD_CLOEXEC, minimum), out copy);

    /// <summary>read(2). <paramref name="count"/> is 0 at the end.</summary>
    public static Errno read(OwnedDescriptor descriptor, Span<byte> buffer, out int count) =>
        Outcome(read_native(descriptor, buffer, (nuint)buffer.Length), out count);

    /// <summary>write(2). May write less than the whole buffer.</summary>
    public static Errno write(OwnedDescriptor descriptor, ReadOnlySpan<byte> buffer, out int count) =>
        Outcome(write_native(descriptor, buffer, (nuint)buffer.Length), out count);

    /// <summary>pread(2): reads at <paramref name="offset"/> without moving the file's position.</summary>
    public static Errno pread(OwnedDescriptor descriptor, Span<byte> buffer, long offset, out int count) =>
        Outcome(pread_native(descriptor, buffer, (nuint)buffer.Length, offset), out count);

    /// <summary>pwrite(2): writes at <paramref name="offset"/> without moving the file's position.</summary>
    public static Errno pwrite(OwnedDescriptor descriptor, ReadOnlySpan<byte> buffer, long offset, out int count) =>
        Outcome(pwrite_native(descriptor, buffer, (nuint)buffer.Length, offset), out count);

    /// <summary>lseek(2). <paramref name="whence"/>: 0 from the start, 1 from here, 2 from the end.</summary>
    public static Errno lseek(OwnedDescriptor descriptor, long offset, int whence, out long position)
    {
        position = lseek_native(descriptor, offset, whence);
        return Outcome((nint)position);
    }

    /// <summary>fsync(2).</summary>
    public static Errno fsync(OwnedDescriptor descriptor) => Outcome(fsync_native(descriptor));

    /// <summary>fdatasync(2).</summary>
    public static Errno fdatasync(OwnedDescriptor descriptor) => Outcome(fdatasync_native(descriptor));

    /// <summary>ftruncate(2).</summary>
    public static Errno ftruncate(OwnedDescriptor descriptor, long length) => Outcome(ftruncate_native(descriptor, length));

    /// <summary>fchmod(2).</summary>
    public static Errno fchmod(OwnedDescriptor descriptor, uint mode) => Outcome(fchmod_native(descriptor, mode));

    /// <summary>copy_file_range(2) from and to the files' current positions, at most <paramref name="length"/> bytes.</summary>
    public static Errno copy_file_range(OwnedDescriptor source, OwnedDescriptor target, long length, out long count)
    {
        nint result = copy_file_range_native(source, 0, target, 0, (nuint)length, 0);
        count = result < 0 ? 0 : result;
        return Outcome(result);
    }

    /// <summary>mkdirat(2).</summary>
    public static Errno mkdirat(OwnedDescriptor directory, string name, uint mode) =>
        HasNul(name) ? Errno.EINVAL : Outcome(mkdirat_native(directory, name, mode));

    /// <summary>unlinkat(2); a directory needs <see cref="AtFlags.RemoveDirectory"/>.</summary>
    public static Errno unlinkat(OwnedDescriptor directory, string name, AtFlags flags) =>
        HasNul(name) ? Errno.EINVAL : Outcome(unlinkat_native(directory, name, (int)flags));

    /// <summary>renameat2(2).</summary>
    public static Errno renameat2(OwnedDescriptor fromDirectory, string from, OwnedDescriptor toDirectory, string to, RenameFlags flags) =>
        HasNul(from) || HasNul(to) ? Errno.EINVAL : Outcome(renameat2_native(fromDirectory, from, toDirectory, to, (uint)flags));

    /// <summary>linkat(2): a hard link. Without <see cref="AtFlags.SymbolicLinkFollow"/> a symbolic link itself is linked.</summary>
    public static Errno linkat(OwnedDescriptor fromDirectory, string from, OwnedDescriptor toDirectory, string to, AtFlags flags) =>
        HasNul(from) || HasNul(to) ? Errno.EINVAL : Outcome(linkat_native(fromDirectory, from, toDirectory, to, (int)flags));

    /// <summary>symlinkat(2): makes <paramref name="name"/> a link whose text is <paramref name="target"/>, which is not looked at.</summary>
    public static Errno symlinkat(string target, OwnedDescriptor directory, string name) =>
        HasNul(target) || HasNul(name) ? Errno.EINVAL : Outcome(symlinkat_native(target, directory, name));

    /// <summary>readlinkat(2): the text of a symbolic link. An empty name reads an O_PATH descriptor of a link itself.</summary>
    public static Errno readlinkat(OwnedDescriptor directory, string name, out string target)
    {
        target = "";
        if (HasNul(name))
        {
            return Errno.EINVAL;
        }

        Span<byte> buffer = stackalloc byte[4096];
        Errno errno = Outcome(readlinkat_native(directory, name, buffer, (nuint)buffer.Length), out int count);
        if (errno == Errno.None)
        {
            target = Encoding.UTF8.GetString(buffer[..count]);
        }

        return errno;
    }

    /// <summary>utimensat(2). Times are UTC; null leaves one as it is. An empty name changes <paramref name="directory"/> itself.</summary>
    public static Errno utimensat(OwnedDescriptor directory, string name, DateTimeOffset? accessed, DateTimeOffset? modified, AtFlags flags)
    {
        if (HasNul(name))
        {
            return Errno.EINVAL;
        }

        Span<time_spec> times = [time_spec.Of(accessed), time_spec.Of(modified)];
        return Outcome(name.Length == 0 ? futimens_native(directory, times) : utimensat_native(directory, name, times, (int)flags));
    }

    /// <summary>fchmodat(2), which follows symbolic links: the caller makes sure that the name is none.</summary>
    public static Errno fchmodat(OwnedDescriptor directory, string name, uint mode) =>
        HasNul(name) ? Errno.EINVAL : Outcome(fchmodat_native(directory, name, mode, 0));

    /// <summary>flock(2), LOCK_EX | LOCK_NB: the lock ends with the last descriptor of this opening, at the latest with its processes.</summary>
    /// <returns>EAGAIN while somebody else has it.</returns>
    public static Errno flock(OwnedDescriptor descriptor) => Outcome(flock_native(descriptor, 2 | 4));

    /// <summary>faccessat(2) with the process's real ids. <paramref name="mode"/>: 0 exists, 4 read, 2 write, 1 execute.</summary>
    public static Errno faccessat(OwnedDescriptor directory, string name, int mode) =>
        HasNul(name) ? Errno.EINVAL : Outcome(faccessat_native(directory, name, mode, 0));

    /// <summary>
    /// getdents64(2): the next entries of an open directory (not O_PATH), without `.` and `..`.
    /// Call until it adds nothing and returns success.
    /// </summary>
    /// <param name="directory">Read from its current position.</param>
    /// <param name="entries">Entries are added here, in the order of the file system.</param>
    /// <param name="end">Whether the end was reached.</param>
    public static Errno getdents64(OwnedDescriptor directory, ICollection<DirectoryEntry> entries, out bool end)
    {
        Span<byte> buffer = new byte[DirectoryBuffer];
        Errno errno = Outcome(getdents64_native(directory, buffer, (nuint)buffer.Length), out int count);
        end = errno == Errno.None && count == 0;
        for (Span<byte> rest = buffer[..count]; rest.Length > 0;)
        {
            // struct linux_dirent64 { u64 d_ino; s64 d_off; u16 d_reclen; u8 d_type; char d_name[]; }
            int length = BinaryPrimitives.ReadUInt16LittleEndian(rest[16..]);
            Span<byte> name = rest[19..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                entries.Add(new DirectoryEntry(Encoding.UTF8.GetString(name), FileStatus.KindOfEntry(rest[18]), BinaryPrimitives.ReadUInt64LittleEndian(rest)));
            }

            rest = rest[length..];
        }

        return errno;
    }

    // The four flags whose numbers differ between x86-64 and arm64.
    private static int Native(OpenFlags flags)
    {
        int value = (int)flags;
        if (RuntimeInformation.ProcessArchitecture != Architecture.Arm64)
        {
            return value;
        }

        const int moved = (int)(OpenFlags.Directory | OpenFlags.NoFollow);
        return (value & ~moved) | ((value & moved) >> 2);
    }

    private const int F_DUPFD_CLOEXEC = 1030;

    [StructLayout(LayoutKind.Sequential)]
    private struct open_how
    {
        public ulong flags;
        public ulong mode;
        public ulong resolve;

        public const int Size = 24;
    }

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint syscall_openat2(nint number, OwnedDescriptor directory, string path, ref open_how how, nuint size);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open_native(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    private static partial int close_native(int descriptor);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_native(OwnedDescriptor descriptor, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    private static partial nint read_native(OwnedDescriptor descriptor, Span<byte> buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint write_native(OwnedDescriptor descriptor, ReadOnlySpan<byte> buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    private static partial nint pread_native(OwnedDescriptor descriptor, Span<byte> buffer, nuint length, long offset);

    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    private static partial nint pwrite_native(OwnedDescriptor descriptor, ReadOnlySpan<byte> buffer, nuint length, long offset);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    private static partial long lseek_native(OwnedDescriptor descriptor, long offset, int whence);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int fsync_native(OwnedDescriptor descriptor);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int fdatasync_native(OwnedDescriptor descriptor);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int ftruncate_native(OwnedDescriptor descriptor, long length);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    private static partial int fchmod_native(OwnedDescriptor descriptor, uint mode);

    [LibraryImport(Library, EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint copy_file_range_native(OwnedDescriptor source, nint sourceOffset, OwnedDescriptor target, nint targetOffset, nuint length, uint flags);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkdirat_native(OwnedDescriptor directory, string name, uint mode);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat_native(OwnedDescriptor directory, string name, int flags);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2_native(OwnedDescriptor fromDirectory, string from, OwnedDescriptor toDirectory, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat_native(OwnedDescriptor fromDirectory, string from, OwnedDescriptor toDirectory, string to, int flags);

    [LibraryImport(Library, EntryPoint = "symlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int symlinkat_native(string target, OwnedDescriptor directory, string name);

    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint readlinkat_native(OwnedDescriptor directory, string name, Span<byte> buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int utimensat_native(OwnedDescriptor directory, string name, Span<time_spec> times, int flags);

    [LibraryImport(Library, EntryPoint = "futimens", SetLastError = true)]
    private static partial int futimens_native(OwnedDescriptor descriptor, Span<time_spec> times);

    [LibraryImport(Library, EntryPoint = "fchmodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int fchmodat_native(OwnedDescriptor directory, string name, uint mode, int flags);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    private static partial int flock_native(OwnedDescriptor descriptor, int operation);

    [LibraryImport(Library, EntryPoint = "faccessat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int faccessat_native(OwnedDescriptor directory, string name, int mode, int flags);

    [LibraryImport(Library, EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint getdents64_native(OwnedDescriptor directory, Span<byte> buffer, nuint length);
}
