using System.Reflection;

namespace Bailey.Interop;

/// <summary>
/// The second system-call filter, loaded once a process is warm and before any guest text is seen: from then on it opens no file,
/// executes nothing and loads no library.
/// </summary>
/// <remarks>
/// <b>Stops:</b> native code in a process that was taken over from reading even the staged root. <b>Does not stop:</b> memory that is
/// writable and executable: both runtimes compile code.
/// </remarks>
public static class Seal
{
    /// <summary>Loads what would otherwise be loaded lazily, and then the filter, for all threads. Any thread; once.</summary>
    /// <param name="filter">struct sock_filter[] from the broker.</param>
    /// <param name="exercise">What else this program's own libraries open at their first use; null for nothing.</param>
    /// <exception cref="LibCException">The kernel did not take the filter.</exception>
    public static void Apply(ReadOnlySpan<byte> filter, Action? exercise = null)
    {
        // All there are: these programs are published trimmed, so that these are the ones that they can need.
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        foreach (string path in trusted.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(path)));
        }

        Exercise();
        exercise?.Invoke();
        Seccomp.Load(filter);
    }

    // Paths whose first use would open something: error texts with stacks, the thread pool.
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
