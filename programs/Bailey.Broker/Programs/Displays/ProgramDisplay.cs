using System.Globalization;
using System.Text;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs.Displays;

/// <summary>Where one program shows its windows: sockets and variables that it gets, and the X server of its own where it has one.</summary>
/// <remarks>
/// <b>Stops:</b> with x11, the program from reaching a display of the user's: it has a socket to a server of its own, which runs in a sandbox without network
/// and without files. Whoever reaches an X server may watch and type into every window of it.
/// <para><b>Does not stop:</b> a program that takes its X server over: that one holds a connection to the user's display, where there is one. With wayland,
/// whatever the compositor lets any client do.</para>
/// </remarks>
internal sealed class ProgramDisplay : IDisposable
{
    private const string XFolder = "/tmp/.X11-unix";
    private const string Compositor = "wayland-0";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // It computes as long as its program draws.
    private static readonly SandboxLimits ServerLimits = new() { MemoryBytes = 1024L * 1024 * 1024, Processes = 16, Threads = null, Descriptors = 1024 };

    private DirectoryInfo? _folder;
    private SandboxProgram? _server;

    private ProgramDisplay()
    {
    }

    /// <summary>Sockets of the host, and where the program finds them.</summary>
    public IReadOnlyList<(string Source, string Path)> Sockets { get; private set; } = [];

    /// <summary>Folders that it has besides its grants.</summary>
    public IReadOnlyList<ProgramMount> Mounts { get; private set; } = [];

    /// <summary>Variables that it has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; private set; } = [];

    /// <summary>What it is, for the audit log.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Completes when the server of its own has ended; null where there is none.</summary>
    public Task? Ended => _server?.Process.Exit;

    /// <summary>Makes the display of a mode; null for none.</summary>
    /// <exception cref="InvalidDataException">There is none to be had; the message says what to do.</exception>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public static async Task<ProgramDisplay?> OpenAsync(DisplayMode mode, ProgramStarter starter, IReadOnlyDictionary<string, string> host)
    {
        if (mode == DisplayMode.None)
        {
            return null;
        }

        var display = new ProgramDisplay();
        try
        {
            if (mode == DisplayMode.Wayland)
            {
                display.Use(HostDisplay.Wayland(host) ?? throw new InvalidDataException(
                    "display \"wayland\" needs a compositor: WAYLAND_DISPLAY and XDG_RUNTIME_DIR name no socket here; start it in a Wayland session, or write \"display\": \"x11\""));
            }
            else
            {
                await display.ServeAsync(starter, host);
            }
        }
        catch
        {
            display.Dispose();
            throw;
        }

        return display;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server?.Dispose();
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The server is still ending, and its socket with it.
        }

        _folder = null;
    }

    private void Use(string compositor)
    {
        Name = "wayland";
        Mounts = [new ProgramMount(ExecPlan.RuntimeFolder, null, MountAccess.Scratch, 64L * 1024 * 1024)];
        Sockets = [(compositor, $"{ExecPlan.RuntimeFolder}/{Compositor}")];
        Environment = [new("XDG_RUNTIME_DIR", ExecPlan.RuntimeFolder), new("WAYLAND_DISPLAY", Compositor)];
    }

    private async Task ServeAsync(ProgramStarter starter, IReadOnlyDictionary<string, string> host)
    {
        string? compositor = HostDisplay.Wayland(host);
        (string Path, string Name)? outer = HostDisplay.X11(host);
        NestedServer server = compositor is not null ? NestedServer.InWayland : outer is not null ? NestedServer.InX11 : NestedServer.InMemory;
        string[] command = server.Command();
        string sockets = MakeFolder();
        var start = new ProgramStart(command, "/", ServerLimits) { Children = true }; // it starts the compiler of key maps
        if (compositor is not null)
        {
            Use(compositor);
            start = start with { Mounts = Mounts, Sockets = Sockets, Environment = Environment.ToDictionary(StringComparer.Ordinal) };
        }
        else if (outer is { } display)
        {
            // The socket's place among its own: made here, while nobody else can.
            await File.WriteAllTextAsync(Path.Combine(sockets, display.Name), "");
            start = start with { Sockets = [(display.Path, $"{XFolder}/{display.Name}")], Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DISPLAY"] = ":" + display.Name[1..] } };
        }

        _server = starter.Start(start with { Mounts = [.. start.Mounts, new ProgramMount(XFolder, sockets, MountAccess.Write)] });
        var said = new StringBuilder();
        Task errors = Task.Run(() => Read(_server.Errors, said));
        int number = await Task.Run(() => NumberOf(_server.Output)).WaitAsync(Patience).ContinueWith(static task => task.IsCompletedSuccessfully ? task.Result : -1, TaskScheduler.Default);
        if (number < 0)
        {
            _server.Process.Kill();
            await errors;
            throw new InvalidDataException($"display \"x11\": {server.Program} did not begin: {GuestText.ForTerminal(said.ToString().Trim(), 1000)}");
        }

        Name = $"x11, {Path.GetFileName(server.Program)}";
        Mounts = [];
        Sockets = [(Path.Combine(sockets, string.Create(CultureInfo.InvariantCulture, $"X{number}")), $"{XFolder}/X0")];
        Environment = [new("DISPLAY", ":0")];
    }

    // As root, sandboxes are another user's: it must be able to make a socket there, and nobody finds the folder's name.
    private string MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("bailey-");
        DirectoryInfo sockets = _folder.CreateSubdirectory("x11");
        if (LibC.geteuid() == 0)
        {
            _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            sockets.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        }

        return sockets.FullName;
    }

    private static int NumberOf(Stream output)
    {
        using var reader = new StreamReader(output, Encoding.ASCII, leaveOpen: true);
        return int.TryParse(reader.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
    }

    // To its end, so that the server never waits for a reader; the beginning is kept.
    private static void Read(Stream errors, StringBuilder said)
    {
        const int most = 4096;
        byte[] buffer = new byte[most];
        try
        {
            int count;
            while ((count = errors.Read(buffer)) > 0)
            {
                if (said.Length < most)
                {
                    said.Append(Encoding.Latin1.GetString(buffer, 0, count));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The session ended.
        }
    }
}
