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
        LoadAssemblies();
        Exercise();
        Seccomp.Load(filter);
    }

    // All there are: the program is published trimmed, so that these are the ones that it can need.
    private static void LoadAssemblies()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        foreach (string path in trusted.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(path)));
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
