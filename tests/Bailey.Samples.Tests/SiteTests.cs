using Xunit;

namespace Bailey.Samples.Tests;

public sealed class SiteTests
{
    [Fact]
    public void Hello_says_hello_to_whom_it_was_told()
    {
        using Sample sample = Sample.Copy("01-hello");
        Run run = Run.Bailey(sample, ["you"]);
        Assert.Equal("hello, you\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void The_site_is_built_out_of_ten_packages_and_is_what_plain_node_builds()
    {
        using Sample sample = Sample.Copy("02-site");
        Run run = Run.Bailey(sample, []);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.EndsWith("5 pages\n", run.Output, StringComparison.Ordinal);

        string reference = Path.Combine(sample.Folder, "reference");
        Directory.CreateDirectory(reference);
        Run plain = Run.Start("node", [Path.Combine(sample.App, "build.js"), Path.Combine(sample.App, "content"), reference]);
        Assert.True(plain.ExitCode == 0, plain.Errors);
        Assert.Equal(11, Pages(reference).Count);
        Assert.Equal(Pages(reference), Pages(sample.Output));
    }

    [Fact]
    public void Without_the_grant_of_the_output_folder_nothing_is_written_and_the_line_that_allows_it_is_named()
    {
        using Sample sample = Sample.Copy("02-site");
        string policy = Path.Combine(sample.App, "bailey.json");
        string[] lines = [.. File.ReadLines(policy).Where(line => !line.Contains("\"/site\"", StringComparison.Ordinal))];
        File.WriteAllText(policy, string.Join('\n', lines).Replace("\"read\" },", "\"read\" }", StringComparison.Ordinal));
        Run run = Run.Bailey(sample, []);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Refused changing file \"/site/tags\" to package \"$root$\" by the sandbox (BLY2006)", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Pages(sample.Output));
    }

    private static SortedDictionary<string, string> Pages(string folder) => new(
        Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
        StringComparer.Ordinal);
}
