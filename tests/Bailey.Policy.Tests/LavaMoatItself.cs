using System.Diagnostics;
using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>LavaMoat's own packages, asked in one process of Node: tests/lavamoat/answer.cjs.</summary>
internal static class LavaMoatItself
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "lavamoat");

    /// <summary>What LavaMoat merges each pair to, in their order.</summary>
    public static IReadOnlyList<JsonElement> Merge(IEnumerable<(string Policy, string Override)> pairs) =>
        Answers([.. pairs.Select(static pair => JsonSerializer.Serialize(new { policy = pair.Policy, @override = pair.Override }))]);

    /// <summary>What LavaMoat merges pairs to that are made from a seed.</summary>
    public static IReadOnlyList<JsonElement> MergeGenerated(int seed, int count) => Answers([JsonSerializer.Serialize(new { seed, count })]);

    private static List<JsonElement> Answers(string[] questions)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules", "lavamoat-core")),
            $"LavaMoat is not installed: run ./test, or npm ci --ignore-scripts --prefix {Folder}");
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "answer.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process node = Process.Start(start)!;
        foreach (string question in questions)
        {
            node.StandardInput.WriteLine(question);
        }

        node.StandardInput.Close();
        var answers = new List<JsonElement>();
        while (node.StandardOutput.ReadLine() is { } line)
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            answers.Add(answer.RootElement.Clone());
        }

        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return answers;
    }
}
