namespace Bailey.Sandbox;

/// <summary>
/// Has a program begin only while its host lives: a line of shell says one byte on a socket to the host and becomes the program (exec).
/// </summary>
/// <remarks>
/// <b>Source:</b> PR_SET_PDEATHSIG in prctl(2): it tells of a parent's death only if it was asked for before.
/// <para><b>Stops:</b> a program whose host and bubblewrap were killed while its sandbox was being made: bubblewrap asks for that signal last of
/// all, too late by then. Workers need no such thing, their channel's end ends them.</para>
/// <para><b>Does not stop:</b> the host's death in the moment in which the program has spoken and the first process of its namespace, which
/// asks for the signal at the same time, has not.</para>
/// </remarks>
internal static class FirstWord
{
    // Nobody reads the byte. Without a host the write fails, or its signal ends the shell.
    private const string Script = """printf . >&{0} && exec "$@" {0}>&-""";

    /// <summary>What stands before the program's own command line.</summary>
    /// <param name="descriptor">The number of the socket, which the program itself does not have; one digit.</param>
    public static IEnumerable<string> Command(string descriptor) =>
        ["/bin/sh", "-c", Script.Replace("{0}", descriptor, StringComparison.Ordinal), "bailey"];
}
