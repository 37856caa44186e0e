using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Has a program begin only while its host lives: a line of shell says one byte on a socket to the host, waits for the answer, and becomes the
/// program (exec).
/// </summary>
/// <remarks>
/// <b>Source:</b> PR_SET_PDEATHSIG in prctl(2): it tells of a parent's death only if it was asked for before.
/// <para><b>Stops:</b> a program whose host and bubblewrap were killed while its sandbox was being made: bubblewrap asks for that signal last of
/// all, too late by then. A host that was killed answers nothing more. Workers need no such thing, their channel's end ends them.</para>
/// <para><b>Does not stop:</b> the host's death right after the answer, if the first process of the namespace, which asks for the signal at the
/// time at which the program begins to speak, has still not done so.</para>
/// </remarks>
internal static class FirstWord
{
    private const string Script = """printf . >&{0} && read -r go <&{0} && exec "$@" {0}>&-""";

    /// <summary>What stands before the program's own command line.</summary>
    /// <param name="descriptor">The number of the socket, which the program itself does not have; one digit.</param>
    public static IEnumerable<string> Command(string descriptor) =>
        ["/bin/sh", "-c", Script.Replace("{0}", descriptor, StringComparison.Ordinal), "bailey"];

    /// <summary>Hears the byte. Blocks until it is there, or the program has ended without it.</summary>
    public static void Hear(OwnedDescriptor socket)
    {
        while (LibC.read(socket, new byte[1], out _) == Errno.EINTR)
        {
        }
    }

    /// <summary>Lets the program begin; one that has ended does not hear it.</summary>
    public static void Answer(OwnedDescriptor socket) => _ = LibC.write(socket, "\n"u8, out _);
}
