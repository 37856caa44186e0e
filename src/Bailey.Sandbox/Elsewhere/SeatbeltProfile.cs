using System.Text;

namespace Bailey.Sandbox;

/// <summary>
/// The Seatbelt profile of a worker. It would be applied at the leaf, by the worker to itself before it hears of a guest: profiles do not nest, and what
/// the runtime opens while it starts needs no rule then.
/// </summary>
/// <remarks>
/// <b>Source:</b> sandbox_init(3); the profiles that Chromium and Firefox publish for their processes. The language has no manual.
/// <para><b>Stops:</b> as far as those say: files but the staged runtime, network, programs, processes, services of the system.</para>
/// <para><b>Does not stop:</b> learning that a path exists where a rule names one above it; memory and processor time; system calls that are no operation
/// of the language; telling one machine from another.</para>
/// </remarks>
internal static class SeatbeltProfile
{
    /// <summary>Files of the system that a runtime reads after its start, with the reason.</summary>
    public static readonly IReadOnlyList<(string Rule, string Reason)> Files =
    [
        ("(literal \"/dev/urandom\")", "JavaScriptCore dies without it"),
        ("(literal \"/dev/null\")", "standard input"),
    ];

    /// <summary>Values of the kernel that a runtime asks for, with the reason. They are the machine's own.</summary>
    public static readonly IReadOnlyList<(string Name, string Reason)> Values =
    [
        ("hw.activecpu", "threads of the garbage collector"),
        ("hw.logicalcpu_max", "threads of the garbage collector"),
        ("hw.memsize", "size of the heap"),
        ("hw.pagesize", "memory"),
        ("kern.osversion", "the runtime names its system"),
    ];

    /// <summary>What is refused by the first line already and said again last: of the rules that fit, the last one counts. With the reason.</summary>
    public static readonly IReadOnlyList<(string Operation, string Reason)> Never =
    [
        ("network*", "no socket but the channel, which is open"),
        ("process-exec*", "no other program"),
        ("process-fork", "no other process"),
        ("file-write*", "nothing is writable"),
        ("iokit-open", "no device"),
        ("mach-lookup", "no service of the system is asked"),
        ("ipc-posix*", "no shared memory and semaphores of others"),
        ("ipc-sysv*", "no shared memory and semaphores of others"),
        ("job-creation", "nothing that outlives it"),
        ("system-socket", "no socket of the kernel"),
    ];

    /// <summary>A pure function: the same start gives the same text.</summary>
    public static string Compile(ElsewhereStart start)
    {
        var text = new StringBuilder("(version 1)\n(deny default)\n");
        void Line(string rule, string reason) => text.Append(rule).Append(" ; ").Append(reason).Append('\n');
        string stage = start.Worker.Stage;
        Line($"(allow file-read* (subpath {Quoted(stage)}))", "the staged runtime");
        Line($"(allow file-map-executable (subpath {Quoted(stage)}))", "its libraries");
        foreach ((string rule, string reason) in Files)
        {
            Line($"(allow file-read* {rule})", reason);
        }

        foreach ((string name, string reason) in Values)
        {
            Line($"(allow sysctl-read (sysctl-name {Quoted(name)}))", reason);
        }

        Line("(allow process-info* (target self))", "the runtime asks for its own use of memory");
        Line("(allow signal (target self))", "the runtime stops its own threads");
        if (!start.AheadOfTime || start.DynamicCode)
        {
            Line("(allow dynamic-code-generation)", start.DynamicCode ? "granted: dynamicCode" : "the .NET runtime compiles code at run time");
        }

        foreach ((string operation, string reason) in Never)
        {
            Line($"(deny {operation})", reason);
        }

        return text.ToString();
    }

    // A literal of the language: no text ends it early.
    private static string Quoted(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
