namespace Bailey.Samples.Tests;

/// <summary>
/// The control: a sample under plain Node with every file name as under Bailey. The attacks succeed there, so it runs as nobody, in
/// namespaces of its own: no network but a loopback, no file of the machine that could be changed, killed with its parent.
/// </summary>
internal static class PlainNode
{
    private const string Victim = "/home/victim";

    private const string Observer = """
        const fs = require('fs');
        const log = (text) => fs.appendFileSync('/observer/seen', text.split('\r\n')[0] + '\n');
        require('net').createServer((socket) => {
          socket.on('error', () => {}).on('data', (data) => { log(data.toString()); socket.end('HTTP/1.0 200 OK\r\n\r\n'); });
        }).listen(47613, '127.0.0.1', () => fs.writeFileSync('/observer/ready', ''));
        """;

    private const string Script = """
        node /observer/observer.js & observer=$!
        while [ ! -e /observer/ready ]; do sleep 0.05; done
        node build.js "$@"; code=$?
        kill $observer
        exit $code
        """;

    /// <summary>Runs the sample; gives what it wrote and what the listener in its namespace saw.</summary>
    public static (Run Run, string Seen) Run(Sample sample, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        string observer = Path.Combine(sample.Folder, "observer");
        Directory.CreateDirectory(observer);
        File.WriteAllText(Path.Combine(observer, "observer.js"), Observer);
        string link = Path.Combine(sample.Output, "counts", "notes");
        File.Delete(link);
        File.CreateSymbolicLink(link, $"{Victim}/.ssh/id_ed25519");
        string[] fence =
        [
            "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin",
            "--setenv", "HOME", Victim, .. variables.SelectMany(variable => new[] { "--setenv", variable.Name, variable.Value }),
            "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64", "--symlink", "usr/bin", "/bin",
            "--ro-bind", "/etc/hostname", "/etc/hostname", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
            "--bind", sample.App, "/app", "--ro-bind", Path.Combine(sample.App, "content"), "/content", "--bind", sample.Output, "/site",
            "--bind", sample.Home, Victim, "--bind", observer, "/observer", "--chdir", "/app",
            "sh", "-c", Script, "sh", .. arguments,
        ];
        if (Environment.IsPrivilegedProcess)
        {
            Samples.Tests.Run.Start("chmod", ["-R", "a+rwX", sample.Folder]);
            fence = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. fence];
        }

        Run run = Samples.Tests.Run.Start(fence[0], fence[1..]);
        string seen = Path.Combine(observer, "seen");
        return (run, File.Exists(seen) ? File.ReadAllText(seen) : "");
    }
}
