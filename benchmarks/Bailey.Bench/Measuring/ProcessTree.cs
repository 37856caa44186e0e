using System.Globalization;

namespace Bailey.Bench.Measuring;

/// <summary>Processes that descend from one, and what they hold.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all that descend from it.</summary>
    public static IEnumerable<int> Family(int id) => Children(id).SelectMany(Family).Prepend(id);

    /// <summary>Those that it started itself.</summary>
    public static IEnumerable<int> Children(int id) =>
        Directory.GetDirectories($"/proc/{id}/task").SelectMany(static task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static child => int.Parse(child, CultureInfo.InvariantCulture));

    /// <summary>The name of the program, as the kernel has it: at most 15 characters.</summary>
    public static string NameOf(int id) => File.ReadAllText($"/proc/{id}/comm").Trim();

    /// <summary>The sum of some fields of smaps_rollup, MB.</summary>
    public static double Megabytes(int id, params string[] fields) => File.ReadLines($"/proc/{id}/smaps_rollup")
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => fields.Contains(words[0], StringComparer.Ordinal))
        .Sum(static words => double.Parse(words[1], CultureInfo.InvariantCulture)) / 1024;
}
