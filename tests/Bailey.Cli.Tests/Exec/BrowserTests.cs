using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Debian's browsers with their presets, each against itself without a sandbox.</summary>
[Collection(nameof(Internet))]
public sealed class BrowserTests(Internet internet)
{
    private const string Limits = """ "children":128,"limits":{"memory":"8GB","cpu":"10m","wall":"110s"} """;
    private const string Page = ""","egress":[{"origin":"http://good.example","methods":["GET"]}] """;

    // What the page's attempts (LeakPage) look like outside.
    private static readonly string[] Attempts =
    [
        "udp 192.31.196.30 3478", // STUN
        "udp 192.31.196.31 3478", // TURN
        "tcp 192.31.196.35 3478", // TURN, by TCP
        "tcp 192.31.196.32 80", // WebSocket
        "tcp 192.31.196.33 80", // preconnect
        "tcp 192.31.196.34 80", // prefetch
        "tcp 192.31.196.11 80", // fetch, by name
        "tcp 192.31.196.37 80", // fetch, by address
        "tcp 192.31.196.38 80", // EventSource
        "tcp 192.31.196.39 80", // sendBeacon
        "name prefetched.example", "name preconnected.example", "name socket.example", "name stun.example",
    ];

    // What goes around a proxy that is merely set.
    private static readonly string[] AroundAProxy = ["udp 192.31.196.30 3478", "udp 192.31.196.31 3478", "name stun.example"];

    // The tunnel's own, for the granted page.
    private static readonly string[] Granted = ["udp 192.31.196.53 53", "name good.example", "tcp 192.31.196.10 80", "tried"];

    [Theory]
    [InlineData("chromium")]
    [InlineData("firefox-esr")]
    public void A_granted_page_is_shown_and_none_of_its_ways_past_the_tunnel_leads_anywhere(string browser)
    {
        using var folder = new ExecFolder(Limits + Page);
        int start = internet.Seen;
        CliResult inside = folder.Run(Command(browser, "/tmp", "http://good.example/leaks"), within: internet.Host, options: ["--preset", browser]);
        string[] seen = internet.Since(start);
        Assert.True(seen.Contains("tried"), inside.Error);
        Assert.Empty(seen.Except(Granted));
        Assert.Contains("http://other.example", inside.Error, StringComparison.Ordinal);
        Assert.Contains("http://192.31.196.32", inside.Error, StringComparison.Ordinal);

        // The controls: the same page in the same browser, bare, and with a proxy set. One that has little of the machine may not get to everything: then again.
        Assert.Equal(Attempts, Sent(Attempts, browser, null));
        Assert.Equal(AroundAProxy, Sent(AroundAProxy, browser, "10.77.0.2:8080"));
    }

    [Theory]
    [InlineData("chromium")]
    [InlineData("firefox-esr")]
    public void A_page_that_is_not_granted_is_not_shown_and_its_name_is_not_asked_for(string browser)
    {
        using var folder = new ExecFolder(Limits + Page.Replace("good", "other", StringComparison.Ordinal));
        int start = internet.Seen;
        CliResult inside = folder.Run(Command(browser, "/tmp", "http://good.example/leaks"), within: internet.Host, options: ["--preset", browser]);
        Assert.Empty(internet.Since(start));
        Assert.Contains("http://good.example", inside.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chromium", "--type=renderer")]
    [InlineData("firefox-esr", "-contentproc")]
    public void Its_processes_for_pages_have_the_browsers_own_sandbox_too(string browser, string mark)
    {
        using var folder = new ExecFolder(Limits + Page);
        using Process bailey = folder.Start(Command(browser, "/tmp", "http://good.example/leaks"), internet.Host, ["--preset", browser]);
        _ = bailey.StandardError.ReadToEndAsync();
        bool confined = false;
        while (!confined && !bailey.HasExited)
        {
            Thread.Sleep(100);
            int[] processes = [.. Processes.Beneath(bailey.Id)];
            int main = Array.Find(processes, pid => Processes.CommandOf(pid) is var line && line.Contains("http://good.example/leaks", StringComparison.Ordinal) && line.Contains(browser, StringComparison.Ordinal) && Filters(pid) == 1);
            confined = main != 0 && processes.Any(pid => Processes.CommandOf(pid).Contains(mark, StringComparison.Ordinal)
                && Filters(pid) > 1 && UserNamespace(pid) is { } own && own != UserNamespace(main));
        }

        bailey.Kill();
        Assert.True(confined, "no process for pages was seen with a filter and a user namespace of its own");
    }

    [Fact]
    public void What_Firefox_saves_lands_in_the_folder_that_is_granted_and_nowhere_else()
    {
        using var folder = new ExecFolder(Limits + Page);
        string saved = Path.Combine(Path.GetDirectoryName(folder.Write("saved/.keep", ""))!, "saved.bin");
        string[] command = Command("firefox-esr", "/tmp", "http://good.example/saving");
        folder.Run(command, within: internet.Host, options: ["--preset", "firefox-esr"]);
        Assert.False(File.Exists(saved));
        folder.Policy(Limits + Page + ""","files":[{"path":"/home/guest/Downloads","source":"saved","access":"write"}] """);
        folder.Run(command, within: internet.Host, options: ["--preset", "firefox-esr"]);
        Assert.Equal("saved", File.ReadAllText(saved));
    }

    private static string[] Command(string browser, string profile, string address) => browser == "chromium"
        ? ["chromium", $"--user-data-dir={profile}/profile", "--headless=new", "--disable-gpu", "--virtual-time-budget=6000", "--timeout=60000", $"--screenshot={profile}/shot.png", address]
        : ["firefox-esr", "--headless", "--screenshot", $"{profile}/shot.png", address];

    private string[] Sent(string[] expected, string browser, string? proxy)
    {
        string[] sent = [];
        for (int attempt = 0; attempt < 4 && sent.Length < expected.Length; attempt++)
        {
            string profile = Directory.CreateTempSubdirectory("bailey-bare-").FullName;
            string[] command = Command(browser, profile, "http://good.example/leaks");
            string[] settings = browser == "chromium" ? Chromium(proxy) : Firefox(proxy, profile);
            int start = internet.Seen;
            // As root with another user's home, Firefox refuses to start.
            internet.Bare(["env", $"HOME={profile}", command[0], .. settings, .. command[1..]]);
            string[] seen = internet.Since(start);
            sent = [.. expected.Where(line => seen.Contains(line))];
            Directory.Delete(profile, recursive: true);
        }

        return sent;
    }

    private static string[] Chromium(string? proxy) =>
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        .. proxy is null ? [] : (string[])[$"--proxy-server=http://{proxy}"],
    ];

    private static string[] Firefox(string? proxy, string profile)
    {
        if (proxy?.Split(':') is [var host, var port])
        {
            File.WriteAllText(Path.Combine(profile, "user.js"), string.Concat(((string[])["http", "ssl"]).Select(kind =>
                $"user_pref('network.proxy.{kind}', '{host}'); user_pref('network.proxy.{kind}_port', {port});\n")) + "user_pref('network.proxy.type', 1);\n");
        }

        return ["--no-remote", "--profile", profile];
    }

    private static int Filters(int pid)
    {
        try
        {
            return int.Parse(File.ReadLines($"/proc/{pid}/status").First(static line => line.StartsWith("Seccomp_filters:", StringComparison.Ordinal)).Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static string? UserNamespace(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/ns/user", returnFinalTarget: false)?.Name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
