using System.Buffers.Text;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The small files of control groups.</summary>
internal static class ControlFile
{
    /// <summary>Writes one line.</summary>
    public static Errno Write(string path, string text)
    {
        Errno errno = LibC.open(path, OpenFlags.WriteOnly, 0, out OwnedDescriptor file);
        if (errno != Errno.None)
        {
            return errno;
        }

        using (file)
        {
            return LibC.write(file, Encoding.ASCII.GetBytes(text), out _);
        }
    }

    /// <summary>The whole text; empty where it cannot be read.</summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Opens a file that is read again and again; null where it is not there.</summary>
    public static OwnedDescriptor? Open(string path) => LibC.open(path, OpenFlags.ReadOnly, 0, out OwnedDescriptor file) == Errno.None ? file : null;

    /// <summary>The number behind a key, or of the whole file for the empty key; 0 where there is none.</summary>
    public static long Number(OwnedDescriptor? file, ReadOnlySpan<byte> key)
    {
        Span<byte> buffer = stackalloc byte[1024];
        if (file is null || LibC.pread(file, buffer, 0, out int count) != Errno.None)
        {
            return 0;
        }

        foreach (Range line in buffer[..count].Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = buffer[..count][line];
            if (text.StartsWith(key) && Utf8Parser.TryParse(text[key.Length..], out long value, out _))
            {
                return value;
            }
        }

        return 0;
    }
}
