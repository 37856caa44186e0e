using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>What a name in a file system stands for.</summary>
public enum FileKind
{
    /// <summary>The file system did not say.</summary>
    Unknown,
    /// <summary>A regular file.</summary>
    File,
    /// <summary>A directory.</summary>
    Directory,
    /// <summary>A symbolic link.</summary>
    SymbolicLink,
    /// <summary>A device, a pipe or a socket.</summary>
    Other,
}

/// <summary>What statx(2) says of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Permissions">Permission bits, with set-id and sticky bits: 0..4095.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Blocks">Blocks of 512 bytes that are allocated.</param>
/// <param name="Links">Hard links.</param>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Device">The device that holds the file.</param>
/// <param name="Inode">Inode number.</param>
/// <param name="AccessedNanoseconds">Time of last access, nanoseconds since 1970 UTC.</param>
/// <param name="ModifiedNanoseconds">Time of last change of the content, nanoseconds since 1970 UTC.</param>
/// <param name="ChangedNanoseconds">Time of last change of the inode, nanoseconds since 1970 UTC.</param>
/// <param name="BornNanoseconds">Time of creation, nanoseconds since 1970 UTC; 0 where the file system has none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileStatus(
    FileKind Kind, int Permissions, long Length, long Blocks, uint Links, uint Owner, uint Group, ulong Device, ulong Inode,
    long AccessedNanoseconds, long ModifiedNanoseconds, long ChangedNanoseconds, long BornNanoseconds)
{
    // DT_REG, DT_DIR, DT_LNK of getdents64 are S_IFMT >> 12.
    internal static FileKind KindOfEntry(byte type) => type == 0 ? FileKind.Unknown : KindOfMode(type << 12);

    internal static FileKind KindOfMode(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.SymbolicLink,
        _ => FileKind.Other,
    };
}

public static partial class LibC
{
    private const uint STATX_BASIC_STATS_AND_BTIME = 0xFFF;

    /// <summary>fstat(2), by statx(2): its record has one layout on every architecture.</summary>
    public static Errno fstat(OwnedDescriptor descriptor, out FileStatus status) => fstatat(descriptor, "", AtFlags.EmptyPath, out status);

    /// <summary>fstatat(2), by statx(2). Does not open the file.</summary>
    public static Errno fstatat(OwnedDescriptor directory, string name, AtFlags flags, out FileStatus status)
    {
        status = default;
        if (HasNul(name))
        {
            return Errno.EINVAL;
        }

        Errno errno = Outcome(statx_native(directory, name, (int)flags, STATX_BASIC_STATS_AND_BTIME, out statx_record s));
        if (errno == Errno.None)
        {
            status = new FileStatus(
                FileStatus.KindOfMode(s.stx_mode), s.stx_mode & 0xFFF, (long)s.stx_size, (long)s.stx_blocks, s.stx_nlink, s.stx_uid, s.stx_gid,
                ((ulong)s.stx_dev_major << 32) | s.stx_dev_minor, s.stx_ino,
                s.stx_atime.Nanoseconds, s.stx_mtime.Nanoseconds, s.stx_ctime.Nanoseconds, s.stx_btime.Nanoseconds);
        }

        return errno;
    }

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx_native(OwnedDescriptor directory, string name, int flags, uint mask, out statx_record record);

    // struct statx of include/uapi/linux/stat.h: 256 bytes, of which the first 144 are read here.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct statx_record
    {
        public uint stx_mask;
        public uint stx_blksize;
        public ulong stx_attributes;
        public uint stx_nlink;
        public uint stx_uid;
        public uint stx_gid;
        public ushort stx_mode;
        public ushort spare;
        public ulong stx_ino;
        public ulong stx_size;
        public ulong stx_blocks;
        public ulong stx_attributes_mask;
        public statx_timestamp stx_atime;
        public statx_timestamp stx_btime;
        public statx_timestamp stx_ctime;
        public statx_timestamp stx_mtime;
        public uint stx_rdev_major;
        public uint stx_rdev_minor;
        public uint stx_dev_major;
        public uint stx_dev_minor;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct statx_timestamp
    {
        public long tv_sec;
        public uint tv_nsec;
        public int spare;

        public readonly long Nanoseconds => unchecked((tv_sec * 1_000_000_000) + tv_nsec);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct time_spec
    {
        private const long UTIME_OMIT = 0x3FFFFFFE;

        public long tv_sec;
        public long tv_nsec;

        public static time_spec Of(DateTimeOffset? time)
        {
            if (time is not { } t)
            {
                return new time_spec { tv_nsec = UTIME_OMIT };
            }

            long ticks = t.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
            long seconds = (long)Math.Floor(ticks / (double)TimeSpan.TicksPerSecond);
            return new time_spec { tv_sec = seconds, tv_nsec = (ticks - (seconds * TimeSpan.TicksPerSecond)) * 100 };
        }
    }
}
