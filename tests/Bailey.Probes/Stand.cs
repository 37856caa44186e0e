using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Bailey.Interop;

namespace Bailey.Probes;

/// <summary>
/// What the place of an attack offers to whoever can reach it: files, listeners, shared memory, a neighbour, a descriptor and a variable that
/// leaked. Everything is bait made for this; listeners are on loopback. Disposing takes it away.
/// </summary>
internal sealed class Stand : IDisposable
{
    public const string Token = "LAUNCHER_TOKEN";

    private readonly List<Socket> listeners = [];
    private readonly OwnedDescriptor leak;
    private readonly int segment;
    private readonly int queue;
    private readonly nint queueName;
    private readonly string shared;

    public Stand()
    {
        Scratch = Directory.CreateTempSubdirectory("bailey-attack-").FullName;
        Canary = Path.Combine(Scratch, "canary");
        File.WriteAllText(Canary, "canary");
        OpenToAll(Canary, 0b110_110_110);
        Socket tcp = Listen(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)tcp.LocalEndPoint!).Port;
        Port6 = Socket.OSSupportsIPv6 ? ((IPEndPoint)Listen(new Socket(SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.IPv6Loopback, 0)).LocalEndPoint!).Port : Port;
        DatagramPort = Echo();
        Listen(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint($"\0bailey-canary-{Port}"));
        Listen(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(Path.Combine(Scratch, "socket")));
        Bound(new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified), new UnixDomainSocketEndPoint($"\0bailey-datagram-{Port}"));
        OpenToAll(Path.Combine(Scratch, "socket"), 0b110_110_110);
        OpenToAll(Scratch, 0b111_111_111);

        // What processes of one machine share by name or number.
        segment = shmget(0, 4096, 0x3B6); // IPC_PRIVATE, IPC_CREAT, rw for all
        shared = $"/dev/shm/bailey-shared-{Port}";
        File.WriteAllText(shared, "shared");
        OpenToAll(shared, 0b110_110_110);
        queueName = Marshal.StringToCoTaskMemUTF8($"/bailey-queue-{Port}");
        queue = mq_open(queueName, 0x42, 0b110_110_110, 0);

        // A careless library in the host: a directory without close-on-exec.
        LibCException.ThrowIf(LibC.open("/", OpenFlags.Directory, 0, out leak), "open");
        _ = fcntl(leak.Number, 2, 0);
        Environment.SetEnvironmentVariable(Token, "secret");
        _ = LibC.setenv(Token, "secret");
    }

    public string Scratch { get; }

    public string Canary { get; }

    public int Port { get; }

    public int Port6 { get; }

    public int DatagramPort { get; }

    /// <summary>What an attack is told, but for <c>VICTIM</c>, the number of a process beside it.</summary>
    public Dictionary<string, string> Hints => new(StringComparer.Ordinal)
    {
        ["CANARY"] = Canary, ["SCRATCH"] = Scratch, ["PORT"] = $"{Port}", ["PORT6"] = $"{Port6}", ["DATAGRAM"] = $"{DatagramPort}", ["SEGMENT"] = $"{segment}",
    };

    public void Dispose()
    {
        listeners.ForEach(listener => listener.Dispose());
        leak.Dispose();
        _ = shmctl(segment, 0, 0);
        if (queue >= 0)
        {
            _ = LibC.close(queue);
            _ = mq_unlink(queueName);
        }

        Marshal.FreeCoTaskMem(queueName);
        File.Delete(shared);
        Directory.Delete(Scratch, recursive: true);
    }

    private Socket Bound(Socket socket, EndPoint address)
    {
        socket.Bind(address);
        listeners.Add(socket);
        return socket;
    }

    private Socket Listen(Socket socket, EndPoint address)
    {
        Bound(socket, address).Listen(64);
        return socket;
    }

    private int Echo()
    {
        Socket socket = Bound(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(() =>
        {
            var buffer = new byte[512];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            try
            {
                while (true)
                {
                    int count = socket.ReceiveFrom(buffer, ref from);
                    socket.SendTo(buffer.AsSpan(0, count), from);
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                // The stand was taken away.
            }
        })
        {
            IsBackground = true,
        }.Start();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static void OpenToAll(string path, uint mode) => LibCException.ThrowIf(LibC.fchmodat(OwnedDescriptor.Borrow(-1), path, mode), "chmod");

    [DllImport("libc.so.6")]
    private static extern int fcntl(int descriptor, int command, int argument);

    [DllImport("libc.so.6")]
    private static extern int shmget(int key, nint size, int flags);

    [DllImport("libc.so.6")]
    private static extern int shmctl(int segment, int command, nint buffer);

    [DllImport("libc.so.6")]
    private static extern int mq_open(nint name, int flags, uint mode, nint attributes);

    [DllImport("libc.so.6")]
    private static extern int mq_unlink(nint name);
}
