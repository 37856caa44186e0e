namespace Bailey.Probes;

/// <summary>getpid by the numbers of another architecture, which a filter for this one would misread.</summary>
internal static unsafe class ForeignCalls
{
    private const nint X32Bit = 0x40000000;

    // mov eax, 20; int 0x80; ret
    private static ReadOnlySpan<byte> Int80 => [0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3];

    public static int Run(string architecture)
    {
        Output.Warm();
        if (architecture == "x32")
        {
            _ = Native.Call(out int errno, X32Bit | 39);
            Output.Line($"survived errno {errno}");
            return 0;
        }

        nint memory = Native.Call(out _, 9, 0, 4096, 7, 0x22, -1, 0);
        Int80.CopyTo(new Span<byte>((void*)memory, Int80.Length));
        int pid = ((delegate* unmanaged<int>)memory)();
        Output.Line($"survived {pid}");
        return 0;
    }
}
