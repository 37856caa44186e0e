using System.Diagnostics;
using System.Text;

namespace Bailey.Web.Tests;

/// <summary><c>bailey serve</c> as a user runs it: the published programs, the sandbox, a folder on disk.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;

    public ServeTests()
    {
        Write("site/index.html", "<!doctype html><title>site</title>");
        Write("site/a.js", new string('x', 200_000));
        Write("site/bailey.json", """{ "bailey": 1, "frame": { "grade": "declared", "permissions": ["fullscreen"] } }""");
        Write("site/sub/index.html", "sub");
        Write("outside.txt", "outside");
        File.CreateSymbolicLink(Path.Combine(_folder, "site/link.txt"), Path.Combine(_folder, "outside.txt"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_is_shown_and_nothing_outside_of_it()
    {
        using var served = new Served(Path.Combine(_folder, "site"));
        string index = await served.Get("/");
        Assert.StartsWith("HTTP/1.1 200 ", index, StringComparison.Ordinal);
        Assert.Contains("<title>site</title>", index, StringComparison.Ordinal);
        Assert.Contains("fullscreen=(self)", index, StringComparison.Ordinal);
        Assert.EndsWith(new string('x', 200_000), await served.Get("/a.js"), StringComparison.Ordinal);
        Assert.EndsWith("sub", await served.Get("/sub/"), StringComparison.Ordinal);
        foreach (string path in (string[])["/link.txt", "/../outside.txt", "/%2e%2e/outside.txt", "/bailey.json", "/missing"])
        {
            string answer = await served.Get(path);
            Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("outside\n", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_source_has_the_same_origin_and_a_policy_without_storage_a_new_one()
    {
        string first;
        using (var served = new Served(Path.Combine(_folder, "site")))
        {
            first = Host(served.Origin);
        }

        using (var again = new Served(Path.Combine(_folder, "site")))
        {
            Assert.Equal(first, Host(again.Origin));
        }

        Write("site/bailey.json", """{ "bailey": 1, "frame": { "grade": "declared", "storage": false } }""");
        using var fresh = new Served(Path.Combine(_folder, "site"));
        Assert.NotEqual(first, Host(fresh.Origin));
        await fresh.Get("/");

        static string Host(string origin) => new Uri(origin).Host;
    }

    [Fact]
    public async Task The_host_page_frames_the_container_and_its_self_test_alone_and_answers_to_no_other_name()
    {
        using var served = new Served(Path.Combine(_folder, "site"));
        string page = await served.Ask("localhost:" + served.Port, "/");
        string canary = page.Split("/__bailey/canary/")[1][..20];
        string frames = page.Split("frame-src ")[1].Split(';')[0];
        Assert.Equal(new HashSet<string> { served.Origin, $"http://{canary}.localhost:{served.Port}" }, frames.Split(' ').ToHashSet());
        Assert.Contains($"<ses-frame src=\"{served.Origin}/\" policy=\"{served.Sandbox}; fullscreen\" grade=\"declared\"", page, StringComparison.Ordinal);
        string other = await served.Ask("rebound.example:" + served.Port, "/__bailey/events");
        Assert.StartsWith("HTTP/1.1 421 ", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_host_has_two_filters_its_own_descriptors_and_no_network()
    {
        using var served = new Served(Path.Combine(_folder, "site"));
        await served.Get("/");
        int webHost = Processes.Beneath(served.Process.Id).Single(static pid => Processes.CommandOf(pid).StartsWith("/app/Bailey.WebHost", StringComparison.Ordinal));
        string status = File.ReadAllText($"/proc/{webHost}/status");
        Assert.Contains("Seccomp_filters:\t2", status, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines($"/proc/{webHost}/net/dev").Length - 1); // the heading's second line, and loopback
        // The command line and the host's pages load no ASP.NET into the command line.
        Assert.DoesNotContain("Microsoft.AspNetCore", File.ReadAllText($"/proc/{served.Process.Id}/maps"), StringComparison.Ordinal);
        Assert.Contains("Microsoft.AspNetCore", File.ReadAllText($"/proc/{webHost}/maps"), StringComparison.Ordinal); // the control
    }

    [Fact]
    public async Task When_the_web_host_dies_nothing_of_the_container_answers_any_more()
    {
        using var served = new Served(Path.Combine(_folder, "site"));
        await served.Get("/");
        Process.GetProcessById(Processes.Beneath(served.Process.Id).Single(static pid => Processes.CommandOf(pid).StartsWith("/app/Bailey.WebHost", StringComparison.Ordinal))).Kill();
        Assert.True(served.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal(76, served.Process.ExitCode);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
