using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The user id that sandboxes have on the host.</summary>
internal static class SandboxUser
{
    /// <summary>
    /// Used when the host runs as root and has no user named bailey. In the range 60578..61183, which neither Debian nor systemd
    /// assigns (systemd's "Users, Groups, UIDs and GIDs"), and below 65536, so that it also exists inside most containers.
    /// </summary>
    public const uint Fixed = 60977;

    private const string Name = "bailey";

    /// <summary>The caller's own id, or for root the dedicated one.</summary>
    public static uint Choose(string passwordFile = "/etc/passwd")
    {
        if (LibC.geteuid() != 0)
        {
            return LibC.geteuid();
        }

        // name:password:uid:...
        string[]? fields = File.Exists(passwordFile)
            ? File.ReadLines(passwordFile).Select(line => line.Split(':')).FirstOrDefault(f => f.Length > 2 && f[0] == Name)
            : null;
        return fields is not null && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out uint user) && user != 0 ? user : Fixed;
    }
}
