using System.Diagnostics;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Bailey.Cli.Tests.Assess;

/// <summary><c>bailey assess</c>, the native half: the corpus of JavaScript has its own tests, and takes a minute.</summary>
public sealed class AssessTests
{
    private const int FewestAttempts = 250;

    // What the report of one machine says does not change between the tests.
    private static readonly Lazy<(CliResult Run, JsonElement Report, string Page)> Made = new(() =>
    {
        string page = Path.Combine(Directory.CreateTempSubdirectory("bailey-assess-").FullName, "page.html");
        CliResult run = PublishedCli.Run(["assess", "--only", "worker,program", "--json", "--html", page]);
        string text = File.ReadAllText(page);
        Directory.Delete(Path.GetDirectoryName(page)!, recursive: true);
        return (run, JsonDocument.Parse(run.Output).RootElement, text);
    });

    private static JsonElement Report => Made.Value.Report;

    [Fact]
    public void A_worker_gives_away_nothing_but_what_is_listed_with_a_reason()
    {
        Assert.True(Made.Value.Run.ExitCode == 0, Made.Value.Run.Output);
        Assert.Equal(0, Report.GetProperty("total").GetProperty("unexplained").GetInt32());
        JsonElement[] cells = [.. Report.GetProperty("matrix").EnumerateArray().Where(cell => Text(cell, "column") == "worker")];
        Assert.True(cells.Sum(cell => cell.GetProperty("tried").GetInt32()) >= FewestAttempts);
        foreach (JsonElement cell in cells.Where(cell => Text(cell, "criterion") is "bypass" or "read" or "write" or "guests" or "persistence" or "resources"))
        {
            Assert.True(cell.GetProperty("tried").GetInt32() > 10, $"{cell}");
            Assert.Equal(cell.GetProperty("tried").GetInt32(), cell.GetProperty("stopped").GetInt32());
        }

        Assert.All(Report.GetProperty("knownLeaks").EnumerateArray(), leak => Assert.True(Text(leak, "reason").Length > 10, $"{leak}"));
        JsonElement mounts = Report.GetProperty("attempts").EnumerateArray().Single(row => Text(row, "column") == "program" && Text(row, "name") == "read_mounts_statmount");
        Assert.Equal("stopped", Text(mounts, "verdict"));
    }

    [Fact]
    public void With_a_wall_taken_down_attempts_succeed()
    {
        foreach (string column in new[] { "worker", "program" })
        {
            Assert.Contains("kernel_userfaultfd", Succeeded(column, "filter"));
            Assert.Contains(column == "worker" ? "read_inherited_directory" : "connect_host_loopback", Succeeded(column, "namespaces"));
        }

        // A signal to another process is what Landlock stops where namespaces do not; nothing depends on it where they do.
        Assert.DoesNotContain("neighbour_signal_to_thread", Succeeded("worker", "namespaces"));
        Assert.Contains("neighbour_signal_to_thread", Succeeded("worker", "namespaces+landlock"));
        Assert.Empty(Succeeded("worker", "landlock"));

        // And without any: each attempt that is called stopped.
        Assert.All(
            Report.GetProperty("attempts").EnumerateArray().Where(row => Text(row, "verdict") == "stopped"),
            row => Assert.True(row.GetProperty("bare").GetProperty("succeeded").GetBoolean(), $"{row}"));
    }

    [Fact]
    public async Task A_success_that_nobody_explained_makes_it_fail_and_the_tables_in_a_pipe_say_so_in_plain_text()
    {
        string program = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PublishedCli.Path)!, "../assess/Bailey.Assess"));
        var start = new ProcessStartInfo(program, ["--only", "worker", "--with-hole"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 1, await errors);
        Assert.Contains("UNEXPLAINED", output, StringComparison.Ordinal);
        Assert.Contains("hole_own_number", output, StringComparison.Ordinal);
        Assert.Contains("needs browsers", output, StringComparison.Ordinal);
        Assert.Contains("not asked for", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void Where_no_sandbox_stands_nothing_is_tried()
    {
        string[] unprivileged = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "60977", "--regid", "60977", "--clear-groups"] : ["env"];
        CliResult refused = PublishedCli.Run(["assess", "--json"], within: [.. unprivileged, "bwrap", "--unshare-user", "--disable-userns", "--dev-bind", "/", "/"]);
        Assert.Equal(69, refused.ExitCode);
        Assert.Equal("", refused.Output);
        Assert.Contains("BLY3002", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_has_the_members_that_are_documented()
    {
        Assert.Equal(
            ["format", "when", "machine", "total", "columns", "criteria", "matrix", "wallsDown", "unexplained", "knownLeaks", "notTried", "measures", "attempts"],
            Report.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, Report.GetProperty("format").GetInt32());
        Assert.Equal(["criterion", "column", "tried", "stopped", "known", "unexplained", "notShown"], Report.GetProperty("matrix")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["column", "name", "criterion", "verdict", "bare", "withoutWall", "full", "reason"], Report.GetProperty("attempts")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["bypass", "read", "write", "fingerprint", "guests", "host", "resources", "persistence"], Report.GetProperty("criteria").EnumerateArray().Select(row => Text(row, "id")));
        Assert.All(Report.GetProperty("measures").EnumerateArray(), measure => Assert.True(measure.GetProperty("value").GetDouble() > 0 && Text(measure, "conditions").Length > 5, $"{measure}"));
        Assert.All(Made.Value.Run.Output.TrimEnd('\n'), letter => Assert.InRange(letter, ' ', '~'));
    }

    [Fact]
    public void The_page_is_well_formed_and_asks_for_nothing()
    {
        using var reader = XmlReader.Create(new StringReader(Made.Value.Page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var page = XDocument.Load(reader);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", Made.Value.Page, StringComparison.Ordinal);
        // A picture per attacker, and a square for each attempt.
        Assert.Equal(2, page.Descendants("figure").Count());
        Assert.Equal(Report.GetProperty("attempts").GetArrayLength(), page.Descendants("rect").Count());
    }

    private static string[] Succeeded(string column, string wall) =>
    [
        .. Report.GetProperty("wallsDown").EnumerateArray().Single(row => Text(row, "column") == column && Text(row, "wall") == wall)
            .GetProperty("succeeded").EnumerateArray().Select(name => name.GetString()!),
    ];

    private static string Text(JsonElement row, string member) => row.GetProperty(member).GetString()!;
}
