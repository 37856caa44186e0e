namespace Bailey.Tests;

/// <summary>Processes of this machine, read from /proc.</summary>
internal static class Processes
{
    /// <summary>Everything that a process started, and what that started.</summary>
    public static IEnumerable<int> Beneath(int pid) => Children(pid).SelectMany(static child => Beneath(child).Prepend(child));

    /// <summary>Whether a process has ended.</summary>
    public static bool IsGone(int pid) => Text($"/proc/{pid}/stat") is not { } stat || stat.Contains(") Z ", StringComparison.Ordinal);

    /// <summary>Its command line; empty where it is gone.</summary>
    public static string CommandOf(int pid) => Text($"/proc/{pid}/cmdline") ?? "";

    private static IEnumerable<int> Children(int pid) => Directory.Exists($"/proc/{pid}/task")
        ? [.. Directory.GetDirectories($"/proc/{pid}/task").SelectMany(static task => (Text(Path.Combine(task, "children")) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)]
        : [];

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
