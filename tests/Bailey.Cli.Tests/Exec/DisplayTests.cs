using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Windows by grant, and the user's own windows by none.</summary>
public sealed class DisplayTests(Desktop desktop) : IClassFixture<Desktop>
{
    private const string Children = "\"children\":8,";

    // What an X server lets any client do: opens a window, names all that are there, moves the pointer and types.
    private const string Snoop = """
        import ctypes as c, sys
        x, t = c.CDLL('libX11.so.6'), c.CDLL('libXtst.so.6')
        x.XOpenDisplay.restype = c.c_void_p
        d = x.XOpenDisplay(sys.argv[1].encode() if len(sys.argv) > 1 else None)
        if not d: sys.exit('no display')
        d = c.c_void_p(d)
        x.XDefaultRootWindow.restype = x.XCreateSimpleWindow.restype = c.c_ulong
        root = c.c_ulong(x.XDefaultRootWindow(d))
        mine = c.c_ulong(x.XCreateSimpleWindow(d, root, 300, 300, 9, 9, 0, 0, 0))
        x.XStoreName(d, mine, b'mine'); x.XMapWindow(d, mine); x.XSync(d, 0)
        r, p, n, kids = c.c_ulong(), c.c_ulong(), c.c_uint(), c.POINTER(c.c_ulong)()
        x.XQueryTree(d, root, c.byref(r), c.byref(p), c.byref(kids), c.byref(n))
        for i in range(n.value):
            name = c.c_char_p()
            x.XFetchName(d, c.c_ulong(kids[i]), c.byref(name)); print((name.value or b'').decode())
        t.XTestFakeMotionEvent(d, 0, 50, 50, 0); x.XSync(d, 0)
        t.XTestFakeKeyEvent(d, 38, 1, 0); t.XTestFakeKeyEvent(d, 38, 0, 0); x.XSync(d, 0)
        """;

    // Says hello to a compositor (wl_display.get_registry), and prints what it answers.
    private const string Greet = """
        import os, socket, struct
        s = socket.socket(socket.AF_UNIX)
        print(os.listdir(os.environ['XDG_RUNTIME_DIR']))
        s.connect(os.environ['XDG_RUNTIME_DIR'] + '/' + os.environ['WAYLAND_DISPLAY'])
        s.send(struct.pack('<IHHI', 1, 1, 12, 2))
        print(s.recv(4096))
        """;

    [Fact]
    public void Windows_on_an_X_server_of_its_own_see_and_type_into_none_of_the_users()
    {
        using Process secret = desktop.Client("xev", "-name", "secret", "-geometry", "200x200+0+0");
        int typed = 0;
        secret.OutputDataReceived += (_, line) => typed += line.Data?.StartsWith("KeyPress", StringComparison.Ordinal) == true ? 1 : 0;
        secret.BeginOutputReadLine();
        try
        {
            // The control: any client of the user's X server.
            for (int attempt = 0; Volatile.Read(ref typed) == 0; attempt++)
            {
                Assert.True(attempt < 100, "nothing that is typed arrives on this display");
                Assert.Contains("mine", Bare(), StringComparison.Ordinal);
                Thread.Sleep(200);
            }

            Assert.Contains("secret", Bare(), StringComparison.Ordinal);
            Thread.Sleep(1000);
            int before = typed;
            using var folder = new ExecFolder(Children + "\"display\":\"x11\"");
            CliResult own = folder.Run(["/usr/bin/python3", "-c", Snoop], environment: desktop.None);
            Assert.Equal(("mine\n", "", 0), (own.Output, own.Error, own.ExitCode));
            Assert.Contains("no display", folder.Run(["/usr/bin/python3", "-c", Snoop, ":" + (int.Parse(desktop.Display[1..], null) is var number && number == 0 ? 1 : number)], environment: desktop.None).Error, StringComparison.Ordinal);
            Thread.Sleep(1000);
            Assert.Equal(before, typed);
        }
        finally
        {
            secret.Kill();
        }
    }

    [Fact]
    public void Without_the_grant_there_is_no_display_and_none_can_be_asked_for()
    {
        using var folder = new ExecFolder(Children + "\"display\":\"x11\"");
        string[] snoop = ["/usr/bin/python3", "-c", Snoop];
        Assert.Equal(0, folder.Run(snoop, environment: desktop.None).ExitCode);
        Assert.Contains("no display", folder.Run(snoop, environment: desktop.None, options: ["--display", "none"]).Error, StringComparison.Ordinal);
        Assert.Equal(65, folder.Run(snoop, environment: desktop.Wayland, options: ["--display", "wayland"]).ExitCode);
        folder.Policy(Children + "\"stdin\":false");
        Assert.Contains("no display", folder.Run(snoop, environment: desktop.X11).Error, StringComparison.Ordinal);
        CliResult asked = folder.Run(snoop, environment: desktop.X11, options: ["--display", "x11"]);
        Assert.Equal(65, asked.ExitCode);
        Assert.Contains("\"display\": \"x11\"", asked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compositors_socket_is_all_that_a_program_gets_of_the_users_session()
    {
        using var folder = new ExecFolder(Children + "\"display\":\"wayland\"");
        CliResult greeted = folder.Run(["/usr/bin/python3", "-c", Greet], environment: desktop.Wayland);
        Assert.StartsWith("['wayland-0']\n", greeted.Output, StringComparison.Ordinal);
        Assert.Contains("wl_compositor", greeted.Output, StringComparison.Ordinal);
        // A real window, for as long as it is left.
        Assert.Equal(124, folder.Run(["timeout", "3", "weston-simple-shm"], environment: desktop.Wayland).ExitCode);
        CliResult nowhere = folder.Run(["/usr/bin/python3", "-c", Greet], environment: desktop.None);
        Assert.Contains("WAYLAND_DISPLAY", nowhere.Error, StringComparison.Ordinal);
        folder.Policy(Children + "\"stdin\":false");
        Assert.Contains("KeyError: 'XDG_RUNTIME_DIR'", folder.Run(["/usr/bin/python3", "-c", Greet], environment: desktop.Wayland).Error, StringComparison.Ordinal);
        Assert.NotEqual(124, folder.Run(["timeout", "3", "weston-simple-shm"], environment: desktop.Wayland).ExitCode);
    }

    [Fact]
    public void In_a_Wayland_session_the_X_server_of_its_own_has_the_compositor_and_the_program_has_not()
    {
        using var folder = new ExecFolder(Children + "\"display\":\"x11\"");
        Assert.Equal("mine\n", folder.Run(["/usr/bin/python3", "-c", Snoop], environment: desktop.Wayland).Output);
        Assert.Contains("KeyError: 'XDG_RUNTIME_DIR'", folder.Run(["/usr/bin/python3", "-c", Greet], environment: desktop.Wayland).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void In_an_X_session_the_program_sees_only_the_server_that_is_a_window_of_it_or_is_told_what_to_install()
    {
        using var folder = new ExecFolder(Children + "\"display\":\"x11\"");
        CliResult result = folder.Run(["/usr/bin/python3", "-c", Snoop], environment: desktop.X11);
        Assert.True(
            File.Exists("/usr/bin/Xephyr") ? result.Output == "mine\n" : result.Error.Contains("apt-get install xserver-xephyr", StringComparison.Ordinal), result.Output + result.Error);
    }

    private string Bare()
    {
        using Process snoop = desktop.Client("/usr/bin/python3", "-c", Snoop);
        return snoop.StandardOutput.ReadToEnd();
    }
}
