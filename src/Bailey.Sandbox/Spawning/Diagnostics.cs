using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Keeps the first 64 KiB of what a sandbox writes to its standard streams, then closes the pipe: a flood costs the host nothing.
/// Used from the watch's thread only.
/// </summary>
internal sealed class Diagnostics(OwnedDescriptor pipe) : IDisposable
{
    private const int Most = 64 * 1024;

    private readonly MemoryStream kept = new();

    /// <summary>The pipe to poll; -1 when it is closed.</summary>
    public int Number => pipe.IsClosed ? -1 : pipe.Number;

    /// <summary>Reads once; the pipe has something to read, or its end.</summary>
    public void Read()
    {
        Span<byte> buffer = stackalloc byte[4096];
        Errno errno = LibC.read(pipe, buffer, out int count);
        if (errno == Errno.EINTR)
        {
            return;
        }

        kept.Write(buffer[..Math.Min(count, Most - (int)kept.Length)]);
        if (errno != Errno.None || count == 0 || kept.Length == Most)
        {
            pipe.Dispose();
        }
    }

    /// <summary>Reads what is left without waiting, and returns everything as UTF-8 text.</summary>
    public string Finish()
    {
        Span<PollEvents> found = [PollEvents.None];
        while (Number >= 0 && LibC.poll([Number], found, 0) == Errno.None && found[0] != PollEvents.None)
        {
            Read();
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    public void Dispose()
    {
        pipe.Dispose();
        kept.Dispose();
    }
}
