using System.Buffers.Binary;
using System.Text;

namespace Bailey.Sandbox;

/// <summary>The few facts of an ELF file that decide what must be staged beside it.</summary>
/// <param name="Needed">DT_NEEDED, in order.</param>
/// <param name="RunPath">DT_RUNPATH or DT_RPATH, split at colons, <c>$ORIGIN</c> unexpanded.</param>
/// <param name="Interpreter">PT_INTERP: the absolute path of the dynamic loader; null for a library or a static program.</param>
/// <remarks>
/// <b>Source:</b> elf(5). A reader of our own, because <c>ldd</c> runs the file it is asked about.
/// </remarks>
internal sealed record ElfFile(IReadOnlyList<string> Needed, IReadOnlyList<string> RunPath, string? Interpreter)
{
    private const int PT_LOAD = 1;
    private const int PT_DYNAMIC = 2;
    private const int PT_INTERP = 3;
    private const int DT_NEEDED = 1;
    private const int DT_STRTAB = 5;
    private const int DT_RPATH = 15;
    private const int DT_RUNPATH = 29;
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicSize = 16;
    private const int LongestName = 4096;

    /// <summary>Reads a 64-bit little-endian ELF file.</summary>
    /// <returns>Null when the file is something else.</returns>
    /// <exception cref="InvalidDataException">It is ELF, and torn.</exception>
    public static ElfFile? Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header[..4].SequenceEqual("\u007fELF"u8)
            || header[4] != 2 || header[5] != 1)
        {
            return null;
        }

        byte[] table = At(file, BinaryPrimitives.ReadInt64LittleEndian(header[32..]), BinaryPrimitives.ReadUInt16LittleEndian(header[56..]) * ProgramHeaderSize);
        var segments = new List<Segment>();
        for (int offset = 0; offset < table.Length; offset += ProgramHeaderSize)
        {
            segments.Add(Segment.Of(table.AsSpan(offset, ProgramHeaderSize)));
        }

        string? interpreter = segments.Find(s => s.Type == PT_INTERP) is { } i ? Name(At(file, i.Offset, (int)i.Length), 0) : null;
        if (segments.Find(s => s.Type == PT_DYNAMIC) is not { } dynamic)
        {
            return new ElfFile([], [], interpreter);
        }

        return Dynamic(file, segments, At(file, dynamic.Offset, checked((int)dynamic.Length)), interpreter);
    }

    private static ElfFile Dynamic(FileStream file, List<Segment> segments, byte[] entries, string? interpreter)
    {
        var values = new List<(long Tag, long Value)>();
        for (int offset = 0; offset + DynamicSize <= entries.Length; offset += DynamicSize)
        {
            long tag = BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(offset));
            if (tag == 0)
            {
                break;
            }

            values.Add((tag, BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(offset + 8))));
        }

        long address = values.Find(v => v.Tag == DT_STRTAB).Value;
        Segment home = segments.Find(s => s.Type == PT_LOAD && address >= s.Address && address < s.Address + s.Length)
            ?? throw new InvalidDataException($"{file.Name}: no segment holds its string table.");
        long strings = home.Offset + address - home.Address;
        string Text(long index) => Name(At(file, strings + index, LongestName), 0);
        return new ElfFile(
            [.. values.Where(v => v.Tag == DT_NEEDED).Select(v => Text(v.Value))],
            [.. values.Where(v => v.Tag is DT_RUNPATH or DT_RPATH).SelectMany(v => Text(v.Value).Split(':', StringSplitOptions.RemoveEmptyEntries))],
            interpreter);
    }

    private static byte[] At(FileStream file, long offset, int length)
    {
        if (offset < 0 || offset > file.Length)
        {
            throw new InvalidDataException($"{file.Name}: torn ELF file.");
        }

        var bytes = new byte[Math.Min(length, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static string Name(ReadOnlySpan<byte> bytes, int start)
    {
        int end = bytes[start..].IndexOf((byte)0);
        return end < 0 ? throw new InvalidDataException("An ELF name does not end.") : Encoding.UTF8.GetString(bytes.Slice(start, end));
    }

    private sealed record Segment(int Type, long Offset, long Address, long Length)
    {
        public static Segment Of(ReadOnlySpan<byte> header) => new(
            BinaryPrimitives.ReadInt32LittleEndian(header),
            BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[32..]));
    }
}
