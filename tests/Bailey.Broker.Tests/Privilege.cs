using Bailey.Interop;

namespace Bailey.Broker.Tests;

/// <summary>A promise that can only be tested as root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Environment.IsPrivilegedProcess ? null : "needs root: only root can make a device";
}

/// <summary>A promise that root cannot see broken: permission bits do not bind it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip = Environment.IsPrivilegedProcess ? "needs an unprivileged user: root may read everything" : null;
}

/// <summary>Commands for what .NET cannot make.</summary>
internal static class Command
{
    public static void Run(string name, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(name, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Swaps two names at once.</summary>
    public static void Exchange(string first, string second)
    {
        LibCException.ThrowIf(LibC.open(Path.GetDirectoryName(first)!, OpenFlags.Path, 0, out OwnedDescriptor directory), "open");
        using (directory)
        {
            LibCException.ThrowIf(LibC.renameat2(directory, Path.GetFileName(first), directory, Path.GetFileName(second), RenameFlags.Exchange), "renameat2");
        }
    }
}
