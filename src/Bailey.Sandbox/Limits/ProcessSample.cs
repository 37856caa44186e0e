using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Reads what one process uses, by pread on two files of /proc that stay open: they mean this process and no later one.</summary>
internal sealed class ProcessSample : IUsage
{
    private const int TicksPerSecond = 100;

    // proc_pid_stat(5): fields 4 (ppid), 14 (utime), 15 (stime), 16 (cutime), 17 (cstime) and 20 (num_threads), counted after the name, which is field 2.
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int ChildrenUserTime = 13;
    private const int ChildrenSystemTime = 14;
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
        ProcessSample? sample = OpenAny(pid);
        if (sample is null || sample.IsChildOf(parent))
        {
            return sample;
        }

        sample.Dispose();
        return null;
    }

    /// <summary>Opens the files of whatever process has that number now.</summary>
    /// <returns>Null when there is none.</returns>
    public static ProcessSample? OpenAny(int pid)
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

        return new ProcessSample(memory, times);
    }

    /// <inheritdoc/>
    public bool TryRead(out Usage usage)
    {
        usage = default;
        Span<byte> buffer = stackalloc byte[1024];
        if (LibC.pread(memory, buffer, 0, out int count) != Errno.None || count == 0)
        {
            return false;
        }

        // size resident shared text lib data dt, in pages
        long resident = Field(buffer[..count], 1) * Environment.SystemPageSize;
        if (LibC.pread(times, buffer, 0, out count) != Errno.None || count == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> fields = AfterName(buffer[..count]);
        long own = Field(fields, UserTime) + Field(fields, SystemTime);
        long reaped = Field(fields, ChildrenUserTime) + Field(fields, ChildrenSystemTime);
        usage = new Usage(resident, Seconds(own), (int)Field(fields, ThreadCount), 1) { Reaped = Seconds(reaped) };
        return true;
    }

    public void Dispose()
    {
        memory.Dispose();
        times.Dispose();
    }

    private static TimeSpan Seconds(long ticks) => TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);

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
