using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Both compiled filters in the directory of staged roots, so that an ordinary start needs no libseccomp.</summary>
/// <remarks>
/// They are kept with everything that decides what they are: this build of Bailey.Sandbox, which holds the rows, the architecture, the
/// kernel's release, and the loader's cache, which changes with every library that is installed.
/// <para><b>Stops:</b> filters of another build, and torn or damaged ones. <b>Does not stop:</b> whoever can write the store, and with it
/// the staged runtime; <see cref="StageStore.Ensure"/> says who that is.</para>
/// </remarks>
internal static class FilterStore
{
    /// <summary>Kept filters are the store's files with this prefix.</summary>
    public const string Prefix = "filters-";

    private const int InstructionBytes = 8;
    private const int MostInstructions = 4096;

    /// <summary>The kept filters; null when there are none that fit.</summary>
    public static (byte[] First, byte[] Second)? Find(string store)
    {
        try
        {
            StageStore.Ensure(store);
            string origin = Origin();
            string path = PathOf(store, origin);
            if (!File.Exists(path))
            {
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            using var reader = new BinaryReader(new MemoryStream(bytes));
            ulong sum = reader.ReadUInt64();
            if (sum != Checksum.Of(bytes.AsSpan(sizeof(ulong))) || reader.ReadString() != origin)
            {
                return null;
            }

            byte[] first = reader.ReadBytes(reader.ReadInt32());
            byte[] second = reader.ReadBytes(reader.ReadInt32());
            return IsProgram(first) && IsProgram(second) ? (first, second) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WallUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Keeps filters; a store that cannot be written is none, not an error.</summary>
    public static void Keep(string store, byte[] first, byte[] second)
    {
        try
        {
            StageStore.Ensure(store);
            using var body = new MemoryStream();
            using var writer = new BinaryWriter(body);
            writer.Write(0UL);
            string origin = Origin();
            writer.Write(origin);
            writer.Write(first.Length);
            writer.Write(first);
            writer.Write(second.Length);
            writer.Write(second);
            byte[] bytes = body.ToArray();
            BitConverter.TryWriteBytes(bytes, Checksum.Of(bytes.AsSpan(sizeof(ulong))));
            // Written aside and renamed: a reader sees a whole one or none.
            string path = PathOf(store, origin);
            string draft = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(draft, bytes);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WallUnavailableException)
        {
            // See above.
        }
    }

    private static bool IsProgram(byte[] filter) =>
        filter.Length is > 0 and <= MostInstructions * InstructionBytes && filter.Length % InstructionBytes == 0;

    private static string PathOf(string store, string origin) =>
        Path.Combine(store, Prefix + Checksum.Of(Encoding.UTF8.GetBytes(origin)).ToString("x16", CultureInfo.InvariantCulture));

    private static string Origin()
    {
        _ = HostFile.TryStatus(LoaderCache.CacheFile, follow: true, out FileStatus libraries);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{typeof(FilterStore).Module.ModuleVersionId} {RuntimeInformation.ProcessArchitecture} {Environment.OSVersion.Version} {libraries.Inode} {libraries.ModifiedNanoseconds}");
    }
}
