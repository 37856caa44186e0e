using System.Text.Json;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The bubblewrap program: where it is, whether it works here, what it says.</summary>
internal static class Bubblewrap
{
    private static readonly string[] Places = ["/usr/bin/bwrap", "/usr/local/bin/bwrap"];

    // The worker's namespaces around the host's own root, for a program that does nothing.
    private static readonly string[] Trial =
    [
        "bwrap", "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--disable-userns", "--assert-userns-disabled",
        "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--proc", "/proc", "--", "/bin/true",
    ];

    /// <summary>The path to use.</summary>
    /// <exception cref="WallUnavailableException">It is not there.</exception>
    public static string Find(string? wanted)
    {
        string[] places = wanted is null ? Places : [wanted];
        return places.FirstOrDefault(File.Exists) ?? throw Messages.BubblewrapMissing(places);
    }

    /// <summary>Makes a sandbox and lets it end.</summary>
    /// <exception cref="WallUnavailableException">It could not be made; the message says why and what helps.</exception>
    public static void Try(string path, Spawner spawner)
    {
        (ChildStatus status, string output) = Run(path, spawner, Trial);
        if (status.Code != 0)
        {
            throw Refusal(output);
        }
    }

    /// <summary>Runs bubblewrap to its end, with nothing but its standard streams.</summary>
    public static (ChildStatus Status, string Output) Run(string path, Spawner spawner, IReadOnlyList<string> arguments)
    {
        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor reader, out OwnedDescriptor writer), "pipe2");
        using var output = new Diagnostics(reader);
        using (writer)
        {
            LibCException.ThrowIf(LibC.open("/dev/null", OpenFlags.ReadOnly, 0, out OwnedDescriptor nothing), "open");
            using (nothing)
            {
                (_, OwnedDescriptor process) = spawner.Start(path, arguments, [new(nothing, 0), new(writer, 1), new(writer, 2)], []);
                using (process)
                {
                    LibCException.ThrowIf(LibC.waitid(process, wait: true, out ChildStatus? status), "waitid");
                    Orphans.EndAll();
                    return (status ?? default, output.Finish());
                }
            }
        }
    }

    /// <summary>Reads what --info-fd says: an object with a member child-pid. Waits for it.</summary>
    /// <param name="information">A file in memory. A pipe would wake its reader, and so hold bubblewrap up, just where it must not die: see <see cref="Orphans"/>.</param>
    /// <param name="launcher">bubblewrap.</param>
    /// <returns>Null when bubblewrap ended without a word, or in the middle of one.</returns>
    public static int? ReadChild(OwnedDescriptor information, OwnedDescriptor launcher)
    {
        Span<byte> text = stackalloc byte[1024];
        Span<PollEvents> found = [PollEvents.None];
        while (true)
        {
            // Before reading: what it said before its end is there.
            bool hasEnded = LibC.poll([launcher.Number], found, timeoutMilliseconds: 1) == Errno.None && found[0] != PollEvents.None;
            if (LibC.pread(information, text, 0, out int count) == Errno.None && text[..count].Contains((byte)'}'))
            {
                using JsonDocument document = JsonDocument.Parse(text[..count].ToArray());
                return document.RootElement.GetProperty("child-pid").GetInt32();
            }

            if (hasEnded)
            {
                return null;
            }
        }
    }

    /// <summary>Turns what bubblewrap said into an error with advice.</summary>
    public static WallUnavailableException Refusal(string output)
    {
        string reason = output.Trim();
        return Messages.NamespacesRefused(reason.Length == 0 ? "it ended without a word." : reason, NamespaceAdvice.For(reason));
    }

    /// <summary>Kills and reaps a launcher that is not watched, and what it had begun.</summary>
    public static void End(OwnedDescriptor launcher)
    {
        Orphans.End(launcher);
        Orphans.EndAll();
        launcher.Dispose();
    }
}
