using Bailey.Interop;

namespace Bailey.Broker.Programs.Displays;

/// <summary>The sockets of the displays that the user has, as the variables of the host name them.</summary>
internal static class HostDisplay
{
    private const string Folder = "/tmp/.X11-unix";

    /// <summary>The compositor's socket; null where no variable names one that is there.</summary>
    public static string? Wayland(IReadOnlyDictionary<string, string> environment)
    {
        string name = environment.GetValueOrDefault("WAYLAND_DISPLAY", "");
        string folder = environment.GetValueOrDefault("XDG_RUNTIME_DIR", "");
        string path = Path.IsPathRooted(name) ? name : Path.IsPathRooted(folder) ? Path.Combine(folder, name) : "";
        return name.Length > 0 && IsSocket(path) ? path : null;
    }

    /// <summary>The X server's socket and its name inside of a folder of such sockets; null where the variable names none on this machine that is there.</summary>
    public static (string Path, string Name)? X11(IReadOnlyDictionary<string, string> environment)
    {
        // :0, :0.0, unix:0
        string[] parts = environment.GetValueOrDefault("DISPLAY", "").Split(':');
        string number = parts[^1].Split('.')[0];
        bool isHere = parts.Length == 2 && parts[0] is "" or "unix" && number.Length > 0 && number.All(char.IsAsciiDigit);
        return isHere && IsSocket($"{Folder}/X{number}") ? ($"{Folder}/X{number}", $"X{number}") : null;
    }

    // Nothing else may stand where a socket is bound: a folder would show what is in it.
    private static bool IsSocket(string path) =>
        LibC.fstatat(OwnedDescriptor.Borrow(-1), path, AtFlags.None, out FileStatus status) == Errno.None && status.Kind == FileKind.Other;
}
