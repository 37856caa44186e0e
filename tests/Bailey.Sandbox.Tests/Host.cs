using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bailey.Interop;

namespace Bailey.Sandbox.Tests;

/// <summary>What the host of an attack offers to whoever can reach it: files, listeners, a leaking descriptor. Loopback only.</summary>
public sealed partial class Host : IDisposable
{
    private readonly List<Socket> listeners = [];
    private readonly OwnedDescriptor leak;

    public Host()
    {
        Scratch = Directory.CreateTempSubdirectory("bailey-attack-").FullName;
        Canary = Path.Combine(Scratch, "canary");
        File.WriteAllText(Canary, "canary");
        OpenToAll(Canary, 0b110_110_110);
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)tcp.LocalEndPoint!).Port;
        Listen(tcp, null);
        Listen(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint($"\0bailey-canary-{Port}"));
        Listen(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(Path.Combine(Scratch, "socket")));
        OpenToAll(Path.Combine(Scratch, "socket"), 0b110_110_110);
        OpenToAll(Scratch, 0b111_111_111);

        // A careless library in the host: a directory without close-on-exec.
        LibCException.ThrowIf(LibC.open("/", OpenFlags.Directory, 0, out leak), "open");
        Assert.Equal(0, fcntl(leak.Number, 2, 0));
        Environment.SetEnvironmentVariable("LAUNCHER_TOKEN", "secret");
        _ = LibC.setenv("LAUNCHER_TOKEN", "secret");
    }

    public string Scratch { get; }

    public string Canary { get; }

    public int Port { get; }

    /// <summary>What an attack is told about the host.</summary>
    public Dictionary<string, string> Hints => new(StringComparer.Ordinal) { ["CANARY"] = Canary, ["SCRATCH"] = Scratch, ["PORT"] = $"{Port}" };

    public void Dispose()
    {
        listeners.ForEach(listener => listener.Dispose());
        leak.Dispose();
        Directory.Delete(Scratch, recursive: true);
    }

    private void Listen(Socket socket, EndPoint? address)
    {
        if (address is not null)
        {
            socket.Bind(address);
        }

        socket.Listen(64);
        listeners.Add(socket);
    }

    private static void OpenToAll(string path, uint mode) => LibCException.ThrowIf(LibC.fchmodat(OwnedDescriptor.Borrow(-1), path, mode), "chmod");

    [DllImport("libc.so.6")]
    private static extern int fcntl(int descriptor, int command, int argument);
}
