using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// What the last preparation of a layout looked at and what it left, so that the next one only has to see that nothing of it changed:
/// every source, every folder whose listing mattered, and every staged file.
/// </summary>
/// <remarks>
/// <b>Stops:</b> nothing that <see cref="StageInventory.Key"/> and <see cref="StageManifest"/> do not stop; it compares the same facts
/// without reading files. <b>Does not stop:</b> whoever can write the store; <see cref="StageStore.Ensure"/> says who that is.
/// </remarks>
internal static class StageReceipt
{
    /// <summary>Receipts are the store's files with this prefix.</summary>
    public const string Prefix = "receipt-";

    // Part of every receipt: change it when the way of staging changes.
    private const string Format = "bailey-receipt-2";

    /// <summary>The folder in the store that holds the layout's root, when that still is as it was left and made from the same sources.</summary>
    /// <returns>Null when anything differs: then it is prepared in full.</returns>
    public static string? Find(string store, WorkerLayout layout)
    {
        string path = PathOf(store, layout);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)));
            if (reader.ReadString() != Describe(layout))
            {
                return null;
            }

            string home = reader.ReadString();
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                if (!Witness.Read(reader).Holds)
                {
                    return null;
                }
            }

            return home;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Torn, or gone meanwhile.
            return null;
        }
    }

    /// <summary>Notes a root that stands now.</summary>
    public static void Write(string store, WorkerLayout layout, StageInventory inventory, string home, string root)
    {
        var witnesses = new List<Witness> { Witness.Of(home, follow: false, isListing: false), Witness.Of(LoaderCache.CacheFile, follow: true, isListing: true) };
        witnesses.AddRange(inventory.Folders.Select(folder => Witness.Of(folder, follow: true, isListing: true)));
        witnesses.AddRange(inventory.Entries.Where(entry => entry.Source is not null).Select(entry => Witness.Of(entry.Source!, follow: true, isListing: true)));
        witnesses.AddRange(inventory.Entries.Select(entry => Witness.Of(Path.Combine(root, entry.Target), follow: false, isListing: false)));

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Describe(layout));
        writer.Write(home);
        writer.Write(witnesses.Count);
        witnesses.ForEach(witness => witness.Write(writer));
        string path = PathOf(store, layout);
        // Written aside and renamed: a reader sees a whole one or none.
        string draft = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(draft, bytes.ToArray());
        File.Move(draft, path, overwrite: true);
    }

    // The running program's own runtime decides which installation is staged.
    private static string Describe(WorkerLayout layout) => string.Join(
        '\n',
        [Format, Checksum.Of(FenceProgram.Image).ToString(CultureInfo.InvariantCulture), layout.PublishFolder, layout.Executable, layout.DotnetRoot, Environment.GetEnvironmentVariable("DOTNET_ROOT"), RuntimeEnvironment.GetRuntimeDirectory(), .. layout.Libraries, .. layout.Placeholders]);

    // Only a name: the receipt says in full whose it is.
    private static string PathOf(string store, WorkerLayout layout) =>
        Path.Combine(store, Prefix + Checksum.Of(Encoding.UTF8.GetBytes(Describe(layout))).ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>One path and what statx(2) said of it. Length and time count for files, and for folders whose listing mattered.</summary>
    private readonly record struct Witness(string Path, bool Follow, bool IsListing, FileKind Kind, int Permissions, uint Owner, ulong Device, ulong Inode, long Length, long Modified)
    {
        public bool Holds => HostFile.TryStatus(Path, Follow, out FileStatus status) == Errno.None && Of(Path, Follow, IsListing, status) == this;

        public static Witness Of(string path, bool follow, bool isListing) =>
            HostFile.TryStatus(path, follow, out FileStatus status) == Errno.None ? Of(path, follow, isListing, status) : default;

        public static Witness Read(BinaryReader reader) => new(
            reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean(), (FileKind)reader.ReadInt32(), reader.ReadInt32(), reader.ReadUInt32(),
            reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());

        public void Write(BinaryWriter writer)
        {
            writer.Write(Path ?? "");
            writer.Write(Follow);
            writer.Write(IsListing);
            writer.Write((int)Kind);
            writer.Write(Permissions);
            writer.Write(Owner);
            writer.Write(Device);
            writer.Write(Inode);
            writer.Write(Length);
            writer.Write(Modified);
        }

        private static Witness Of(string path, bool follow, bool isListing, FileStatus status)
        {
            bool counts = isListing || status.Kind == FileKind.File;
            return new Witness(
                path, follow, isListing, status.Kind, status.Permissions, status.Owner, status.Device, status.Inode, counts ? status.Length : 0, counts ? status.ModifiedNanoseconds : 0);
        }
    }
}
