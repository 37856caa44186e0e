using System.Buffers.Binary;
using Bailey.Assess.Attacks;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Assess.Native;

/// <summary>
/// Where attempts are made without walls: an unprivileged user, without capabilities, in mount, network, process and ipc namespaces of its own
/// with a stand inside, so that what succeeds succeeds against bait. Every file of the machine can be seen there as this user sees it, none changed.
/// </summary>
/// <remarks>
/// <b>Stops:</b> harm by an attempt that succeeds.
/// <para><b>Does not stop:</b> use of processor and memory.</para>
/// </remarks>
internal static class Arena
{
    private static readonly string[] Isolation =
    [
        "--ro-bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/dev/shm",
        "--unshare-user", "--unshare-net", "--unshare-pid", "--unshare-ipc", "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv",
    ];

    /// <summary>Runs a command to its end, on a stand.</summary>
    /// <param name="probes">The battery, whose program makes the stand.</param>
    /// <param name="command">What runs there.</param>
    /// <param name="filters">Are on its standard input, each with its length before it: the wall that stays up.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It did not come to its end.</exception>
    public static string Run(Battery probes, IReadOnlyList<string> command, params byte[][] filters) => Run(probes, command, [], filters);

    /// <summary>The same, in a place of another kind.</summary>
    /// <param name="kind">More for bubblewrap.</param>
    internal static string Run(Battery probes, IReadOnlyList<string> command, string[] kind, byte[][] filters)
    {
        string executable = probes.Stage + probes.Executable;
        List<string> arguments = ["bwrap", .. Isolation, .. kind];
        foreach ((string name, string value) in new (string, string)[]
        {
            ("CONTROL", "1"), ("DOTNET_ROOT", probes.Stage + "/dotnet"), ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_EnableWriteXorExecute", "0"), ("HOME", "/tmp"),
        })
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        arguments.AddRange(["--", executable, "stand", executable, .. command]);
        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor reader, out OwnedDescriptor writer), "pipe2");
        LibCException.ThrowIf(LibC.memfd_create("filters", out OwnedDescriptor input), "memfd_create");
        using var output = new DescriptorStream(reader);
        using (input)
        {
            using (writer)
            {
                Fill(input, filters);
                uint user = SandboxUser.Choose();
                (_, OwnedDescriptor process) = Spawner.For(user).Start(Bubblewrap.Find(null), arguments, [new(input, 0), new(writer, 1), new(writer, 2)], []);
                writer.Dispose();
                using (process)
                {
                    using var text = new StreamReader(output);
                    string printed = text.ReadToEnd();
                    LibCException.ThrowIf(LibC.waitid(process, wait: true, out ChildStatus? status), "waitid");
                    return status?.Code == 0 ? printed : throw new InvalidOperationException($"the control did not come to its end: {status} {printed}");
                }
            }
        }
    }

    /// <summary>A filter as the battery receives it.</summary>
    public static byte[] Framed(byte[] program)
    {
        var framed = new byte[4 + program.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, program.Length);
        program.CopyTo(framed, 4);
        return framed;
    }

    private static void Fill(OwnedDescriptor input, byte[][] filters)
    {
        foreach (byte[] filter in filters)
        {
            LibCException.ThrowIf(LibC.write(input, Framed(filter), out _), "write");
        }

        LibCException.ThrowIf(LibC.lseek(input, 0, 0, out _), "lseek");
    }
}
