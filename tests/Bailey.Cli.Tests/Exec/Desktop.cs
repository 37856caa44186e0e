using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>The displays of a user of the tests' own: an X server and a Wayland compositor, without a screen. As root, programs run as another user: everybody may connect.</summary>
public sealed class Desktop : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-desktop-").FullName;
    private readonly Process _compositor;
    private readonly Process _server;

    public Desktop()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0x1C0);
        _server = Start("/usr/bin/Xvfb", [], "-displayfd", "1", "-ac", "-nolisten", "tcp", "-screen", "0", "800x600x24");
        Display = ":" + _server.StandardOutput.ReadLine();
        // Weston is one of the few that insist on a folder of the user's alone.
        _compositor = Start("/usr/bin/weston", new() { ["XDG_RUNTIME_DIR"] = _folder }, "--backend=headless-backend.so", "--socket=tests", "--idle-time=0");
        string socket = Path.Combine(_folder, "tests");
        for (int attempt = 0; !File.Exists(socket); attempt++)
        {
            Assert.True(attempt < 600 && !_compositor.HasExited, "weston did not begin: ./test installs it");
            Thread.Sleep(100);
        }

        File.SetUnixFileMode(_folder, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(socket, (UnixFileMode)0x1FF);
        File.WriteAllText(Path.Combine(_folder, "beside"), "of the user");
    }

    /// <summary>The X server's name.</summary>
    public string Display { get; }

    /// <summary>The variables of a user who has no display, only the X server, or only the compositor.</summary>
    public IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string> { ["DISPLAY"] = "", ["WAYLAND_DISPLAY"] = "" };

    /// <inheritdoc cref="None"/>
    public IReadOnlyDictionary<string, string> X11 => new Dictionary<string, string> { ["DISPLAY"] = Display, ["WAYLAND_DISPLAY"] = "" };

    /// <inheritdoc cref="None"/>
    public IReadOnlyDictionary<string, string> Wayland => new Dictionary<string, string> { ["DISPLAY"] = "", ["WAYLAND_DISPLAY"] = "tests", ["XDG_RUNTIME_DIR"] = _folder };

    /// <summary>A program of the user's, on the X server.</summary>
    public Process Client(params string[] command) => Start(command[0], new() { ["DISPLAY"] = Display }, command[1..]);

    public void Dispose()
    {
        foreach (Process process in (Process[])[_compositor, _server])
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string program, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
