using System.Diagnostics;

namespace Bailey.Outside;

/// <summary>The addresses of both sides. The public ones are of AS112's blocks (RFC 7534, RFC 7535): nobody's in particular, and global.</summary>
internal static class Wires
{
    private const string Host = "10.77.0.1";
    private const string Outside = "10.77.0.2";

    /// <summary>Global by its number, and the host's own.</summary>
    private const string OwnPublic = "192.31.196.200";

    /// <summary>Makes the wire and gives the host's side its addresses; everything leads to the other side.</summary>
    public static void OfTheHost(int outside)
    {
        Ip("link set lo up");
        Ip($"link add wire type veth peer name wire netns {outside}");
        Ip("link set wire addrgenmode none");
        Ip($"addr add {Host}/24 dev wire");
        Ip("link set wire up");
        Ip($"addr add {OwnPublic}/32 dev lo");
        Ip($"route add default via {Outside}");
    }

    /// <summary>Gives the other side every address there is.</summary>
    public static void OfTheOutside()
    {
        Ip("link set lo up");
        Ip("link set wire addrgenmode none");
        Ip($"addr add {Outside}/24 dev wire");
        Ip("link set wire up");
        Ip("route add local 0.0.0.0/1 dev lo table main"); // main, where the wire is more specific
        Ip("route add local 128.0.0.0/1 dev lo table main");
    }

    /// <summary>Names are asked for on the other side, for this mount namespace only.</summary>
    public static void Resolver(string folder)
    {
        string file = Path.Combine(folder, "resolv.conf");
        File.WriteAllText(file, $"nameserver {NameServer.Address}\nsearch search.example\n");
        Run("mount", ["--bind", file, "/etc/resolv.conf"]);
    }

    /// <summary>The servers' certificate is trusted, and no other, for this mount namespace only.</summary>
    public static void Trust(string folder) => Run("mount", ["--bind", Path.Combine(folder, Certificates.Trusted), "/etc/ssl/certs/ca-certificates.crt"]);

    private static void Ip(string arguments) => Run(File.Exists("/sbin/ip") ? "/sbin/ip" : "ip", arguments.Split(' '));

    private static void Run(string program, string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}
