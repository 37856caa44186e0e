using System.Diagnostics;

namespace Bailey.Network;

/// <summary>The addresses of the namespace. Every address of the two test ranges is this machine's own; everything else leaves by a wire that ends nowhere.</summary>
internal static class Addresses
{
    /// <summary>What the browser's packets come from.</summary>
    private const string Own = "198.18.0.1";

    /// <summary>Where names are asked for.</summary>
    public const string Names = "198.18.0.53";

    // RFC 2544 and RFC 3849: for benchmarks and documentation, in use nowhere.
    private static readonly string[] Steps =
    [
        "link set lo up",
        // A pair of Ethernet ends: browsers ignore a machine that has only a loopback interface.
        "link add wire type veth peer name nowhere",
        "link set wire addrgenmode none",
        "link set nowhere addrgenmode none",
        $"addr add {Own}/15 dev wire",
        "link set wire up",
        "link set nowhere up",
        $"route add local 198.18.0.0/15 dev lo src {Own}",
        "neigh add 198.18.0.2 lladdr 02:00:00:00:00:02 dev wire nud permanent",
        "route add default via 198.18.0.2 dev wire",
        "-6 addr add 2001:db8::1/128 dev lo nodad",
        "-6 route add local 2001:db8::/32 dev lo src 2001:db8::1",
    ];

    /// <summary>Gives the namespace its interfaces, addresses and routes.</summary>
    public static void Assign()
    {
        foreach (string step in Steps)
        {
            Run(File.Exists("/sbin/ip") ? "/sbin/ip" : "ip", step.Split(' '));
        }
    }

    /// <summary>Puts a resolver of the namespace's own in the place of the machine's, for this mount namespace only.</summary>
    /// <param name="file">Is written.</param>
    public static void Resolve(string file)
    {
        File.WriteAllText(file, $"nameserver {Names}\n");
        Run("mount", ["--bind", file, "/etc/resolv.conf"]);
    }

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
