namespace Bailey.Broker.Programs.Displays;

/// <summary>Which X server a program gets for itself, by what the user has.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Package">Debian's package.</param>
/// <param name="Arguments">Its own, beside those of all.</param>
internal sealed record NestedServer(string Program, string Package, IReadOnlyList<string> Arguments)
{
    /// <summary>A window of the user's compositor.</summary>
    public static NestedServer InWayland { get; } = new("/usr/bin/Xwayland", "xwayland", ["-shm"]); // no graphics device is there

    /// <summary>A window of the user's X server.</summary>
    public static NestedServer InX11 { get; } = new("/usr/bin/Xephyr", "xserver-xephyr", ["-screen", "1280x800", "-resizeable", "-title", "bailey exec"]);

    /// <summary>Memory: nobody looks.</summary>
    public static NestedServer InMemory { get; } = new("/usr/bin/Xvfb", "xvfb", ["-screen", "0", "1280x800x24"]);

    // It says on its standard output which number it has, once it can be connected to.
    private static readonly string[] All =
    [
        "-displayfd", "1",
        "-nolisten", "tcp", // nobody but who has the socket's file
        "-extension", "MIT-SHM", // memory is not shared between two sandboxes
        "-noreset", // the end of its first client is no reason to begin anew
    ];

    /// <summary>The command line.</summary>
    /// <exception cref="InvalidDataException">It is not installed; the message says what to do.</exception>
    public string[] Command() => File.Exists(Program)
        ? [Program, .. All, .. Arguments]
        : throw new InvalidDataException($"display \"x11\" needs an X server of the program's own, here {Program}, which is not installed: apt-get install {Package}");
}
