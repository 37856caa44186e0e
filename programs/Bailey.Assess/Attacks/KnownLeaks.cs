namespace Bailey.Assess.Attacks;

/// <summary>What succeeds behind all walls and is no hole, with the reason. Whatever succeeds and has no row here fails the assessment.</summary>
internal static class KnownLeaks
{
    private const string SelfOnly = "tells the machine's kind, no file, no other process; ";

    private static readonly Dictionary<string, string> Worker = new(StringComparer.Ordinal)
    {
        ["kernel_map_anonymous_for_execution"] = "both runtimes compile code: memory of its own, which it can run anyway",
        ["see_kernel_release"] = SelfOnly + "uname(2) is answered by the kernel",
        ["see_processors"] = SelfOnly + "the affinity mask, which the runtime needs",
        ["see_processor_brand"] = SelfOnly + "CPUID is an instruction, no call",
        ["see_time_stamp_counter"] = SelfOnly + "an instruction, no call",
        ["see_memory_size"] = SelfOnly + "sysinfo(2), which the garbage collector needs",
        ["see_time_since_boot"] = SelfOnly + "answered by the kernel's page in every process, without a call",
    };

    /// <summary>The reason why an attempt may succeed; null where it must not.</summary>
    public static string? Reason(string sandbox, string attempt) => sandbox == "worker" ? Worker.GetValueOrDefault(attempt) : null;
}
