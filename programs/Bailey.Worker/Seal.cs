using System.Reflection;
using System.Runtime.CompilerServices;
using Bailey.Interop;

namespace Bailey.Worker;

/// <summary>
/// The second system-call filter, loaded once the worker is warm and before any guest text is seen: from then on this process opens no
/// file, executes nothing and loads no library.
/// </summary>
/// <remarks>
/// <b>Stops:</b> native code in a worker that was taken over from reading even the staged root. <b>Does not stop:</b> memory that is
/// writable and executable: both runtimes compile code.
/// </remarks>
internal static class Seal
{
    /// <summary>Loads what would otherwise be loaded lazily, and then the filter, for all threads.</summary>
    /// <param name="filter">struct sock_filter[] from the broker.</param>
    public static void Apply(ReadOnlySpan<byte> filter)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        LoadReferences(typeof(Seal).Assembly, seen);
        Exercise();
        Seccomp.Load(filter);
    }

    private static void LoadReferences(Assembly assembly, HashSet<string> seen)
    {
        foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
        {
            if (seen.Add(reference.Name!))
            {
                LoadReferences(Assembly.Load(reference), seen);
            }
        }
    }

    // Paths whose first use would open something: error texts with stacks, the thread pool, timers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Exercise()
    {
        try
        {
            throw new InvalidOperationException("warm");
        }
        catch (InvalidOperationException error)
        {
            _ = error.ToString();
        }

        Task.Run(static () => { }).Wait();
    }
}
