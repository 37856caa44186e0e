using System.Globalization;

namespace Bailey.Sandbox;

/// <summary>The children of a process, as the kernel lists them.</summary>
internal static class Children
{
    /// <summary>Their numbers now; none when the process is gone.</summary>
    public static List<int> Of(int pid)
    {
        var children = new List<int>();
        try
        {
            foreach (string task in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task")))
            {
                AddOf(task, children);
            }
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        return children;
    }

    private static void AddOf(string task, List<int> children)
    {
        try
        {
            foreach (string child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                children.Add(int.Parse(child, CultureInfo.InvariantCulture));
            }
        }
        catch (IOException)
        {
            // This thread ended; its children are another's.
        }
    }
}
