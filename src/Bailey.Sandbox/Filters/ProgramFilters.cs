using System.Collections.Concurrent;

namespace Bailey.Sandbox;

/// <summary>The system call filter of the program class, compiled when it is first needed.</summary>
/// <remarks><b>Stops</b> and <b>does not stop:</b> see <c>ProgramSyscalls</c>.</remarks>
public static class ProgramFilters
{
    private static readonly ConcurrentDictionary<(bool, bool), byte[]> Compiled = new();

    /// <summary>In force from the program's first instruction, for it and everything it starts.</summary>
    /// <param name="children">Whether it may have other processes.</param>
    /// <param name="nested">Whether it may make user namespaces of its own.</param>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Filter(bool children, bool nested) =>
        [.. Compiled.GetOrAdd((children, nested), static key => FilterCompiler.Compile(ProgramSyscalls.Rows(key.Item1, key.Item2), refuseOthers: false))];

    /// <summary>The deny-list as text, one row per line: call, answer, reason. For people.</summary>
    public static IEnumerable<string> Explain(bool children, bool nested) =>
        ProgramSyscalls.Rows(children, nested).Select(static row => $"{row.Name,-24}{row.Answer,-16}{row.Reason}");
}
