using System.Diagnostics;

namespace Bailey.Assess.Script;

/// <summary>
/// The control: the sample under plain Node with every file name as under Bailey. The attacks succeed there, so it runs without root, in
/// namespaces of its own: no network but a loopback, no file of the machine that could be changed, killed with its parent.
/// </summary>
internal static class PlainNode
{
    private const string Victim = "/home/victim";
    private const string Nobody = "65534";

    private const string Script = """
        node -e 'require("net").createServer((s) => s.on("error", () => {}).on("data", (data) => { require("fs").appendFileSync("/observer/seen", String(data).split("\r\n")[0] + "\n"); s.end("HTTP/1.0 200 OK\r\n\r\n"); })).listen(47613, "127.0.0.1", () => require("fs").writeFileSync("/observer/ready", ""))' & observer=$!
        while [ ! -e /observer/ready ]; do sleep 0.05; done
        node build.js "$@"; code=$?
        kill $observer
        exit $code
        """;

    /// <summary>Node where the control can see it; null where there is none.</summary>
    public static string? Program { get; } = new[] { "/usr/local/bin/node", "/usr/bin/node" }.FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end; gives what it wrote, and what the listener in its namespace saw.</summary>
    /// <param name="folder">Has the sample in <c>app</c>, and its home in <c>home</c>.</param>
    /// <param name="arguments">For the sample.</param>
    /// <param name="variables">Beside the few that it needs.</param>
    public static (Finished Run, string Seen) Run(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        string app = Path.Combine(folder, "app");
        string observer = Path.Combine(folder, "observer");
        Directory.CreateDirectory(observer);
        File.Delete(Path.Combine(observer, "ready"));
        string seen = Path.Combine(observer, "seen");
        File.WriteAllText(seen, "");
        HostileSample.PointNotes(folder, Victim);
        List<string> fence =
        [
            "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin", "--setenv", "HOME", Victim,
            .. variables.SelectMany(static variable => new[] { "--setenv", variable.Name, variable.Value }),
            "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64", "--symlink", "usr/bin", "/bin",
            "--ro-bind", "/etc/hostname", "/etc/hostname", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
            "--bind", app, "/app", "--ro-bind", Path.Combine(app, "content"), "/content", "--bind", Path.Combine(app, "out"), "/site",
            "--bind", Path.Combine(folder, "home"), Victim, "--bind", observer, "/observer", "--chdir", "/app", "sh", "-c", Script, "sh", .. arguments,
        ];
        if (Environment.IsPrivilegedProcess)
        {
            _ = Finished.Of(Quiet(["chmod", "-R", "a+rwX", folder]));
            fence.InsertRange(0, ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"]);
        }

        return (Finished.Of(Quiet(fence)), File.ReadAllText(seen));
    }

    private static ProcessStartInfo Quiet(List<string> command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
    };
}
