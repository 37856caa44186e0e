using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Reads what one process uses, by pread on two files of /proc that stay open: they mean this process and no later one.</summary>
internal sealed class ProcessSample : IDisposable
{
    private const int TicksPerSecond = 100;

    // proc_pid_stat(5): fields 4 (ppid), 14 (utime), 15 (stime) and 20 (num_threads), counted after the name, which is field 2.
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int ThreadCount = 17;

    private readonly OwnedDescriptor memory;
    private readonly OwnedDescriptor times;

    private ProcessSample(OwnedDescriptor memory, OwnedDescriptor times)
    {
        this.memory = memory;
        this.times = times;
    }

    /// <summary>Opens the files of a process.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="parent">Its parent, not reaped yet: a later process that got the same number has another.</param>
    /// <returns>Null when it is gone.</returns>
    public static ProcessSample? Open(int pid, int parent)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
        if (LibC.open(folder + "statm", OpenFlags.ReadOnly, 0, out OwnedDescriptor memory) != Errno.None)
        {
            return null;
        }

        if (LibC.open(folder + "stat", OpenFlags.ReadOnly, 0, out OwnedDescriptor times) != Errno.None)
        {
            memory.Dispose();
            return null;
        }

        var sample = new ProcessSample(memory, times);
        if (sample.IsChildOf(parent))
        {
            return sample;
        }

        sample.Dispose();
        return null;
    }

    /// <summary>Takes one sample.</summary>
    /// <param name="residentBytes">Resident set, shared pages included.</param>
    /// <param name="cpu">User and system time so far.</param>
    /// <param name="threads">Threads.</param>
    /// <returns>Whether the process still exists.</returns>
    public bool TryRead(out long residentBytes, out TimeSpan cpu, out int threads)
    {
        residentBytes = 0;
        cpu = default;
        threads = 0;
        Span<byte> buffer = stackalloc byte[1024];
        if (LibC.pread(memory, buffer, 0, out int count) != Errno.None || count == 0)
        {
            return false;
        }

        // size resident shared text lib data dt, in pages
        residentBytes = Field(buffer[..count], 1) * Environment.SystemPageSize;
        if (LibC.pread(times, buffer, 0, out count) != Errno.None || count == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> fields = AfterName(buffer[..count]);
        cpu = TimeSpan.FromSeconds((Field(fields, UserTime) + Field(fields, SystemTime)) / (double)TicksPerSecond);
        threads = (int)Field(fields, ThreadCount);
        return true;
    }

    public void Dispose()
    {
        memory.Dispose();
        times.Dispose();
    }

    private bool IsChildOf(int parent)
    {
        Span<byte> buffer = stackalloc byte[1024];
        return LibC.pread(times, buffer, 0, out int count) == Errno.None && count > 0 && Field(AfterName(buffer[..count]), Parent) == parent;
    }

    // The name may hold anything but ends at the last parenthesis.
    private static ReadOnlySpan<byte> AfterName(ReadOnlySpan<byte> stat) => stat[(stat.LastIndexOf((byte)')') + 2)..];

    private static long Field(ReadOnlySpan<byte> text, int index)
    {
        for (; index > 0; index--)
        {
            text = text[(text.IndexOf((byte)' ') + 1)..];
        }

        int end = text.IndexOfAny((byte)' ', (byte)'\n');
        return long.TryParse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture, out long value) ? value : 0;
    }
}
