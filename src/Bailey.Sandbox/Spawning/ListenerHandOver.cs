using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Opens a listening socket inside a program's own network and passes it out, before the program begins: a few lines of Perl that
/// become the program (exec), so that nothing of them remains.
/// </summary>
/// <remarks>
/// <b>Source:</b> unix(7), SCM_RIGHTS; cmsg(3). Perl, because the runtimes of this project cannot be in a program's root, and perl-base is
/// Essential on Debian and Ubuntu.
/// <para><b>Stops:</b> a path, a socket file or a helper inside that would connect the two networks: there is only what was accepted.</para>
/// <para><b>Does not stop:</b> the program from listening, or connecting, inside its own network.</para>
/// </remarks>
internal static class ListenerHandOver
{
    /// <summary>The interpreter.</summary>
    public const string Perl = "/usr/bin/perl";

    // Arguments: the descriptor to send on, the numbers of sendmsg and close, the port, and the program's own command line.
    private const string Script = """
        my ($to, $sendmsg, $close, $port) = map { 0 + $_ } splice @ARGV, 0, 4;
        my $listener;
        socket($listener, 2, 1, 0) && bind($listener, pack('S n C4 x8', 2, $port, 127, 0, 0, 1)) && listen($listener, 511)
            or die "bailey: no listener: $!\n";
        my $byte = 'x';
        my $vector = pack('P Q', $byte, 1);
        my $rights = pack('Q l l l x4', 20, 1, 1, fileno $listener);
        my $message = pack('Q L x4 P Q P Q l x4', 0, 0, $vector, 1, $rights, 24, 0);
        syscall($sendmsg, $to, $message, 0) == 1 or die "bailey: no hand-over: $!\n";
        close $listener;
        open(my $host, '<&=', $to) or exit(1);
        sysread($host, my $go, 1) or exit(1);
        syscall($close, $to);
        { no warnings; exec { $ARGV[0] } @ARGV; }
        print STDERR "bailey: $ARGV[0]: $!\n";
        exit($! == 2 ? 127 : 126);
        """;

    /// <summary>What stands before the program's own command line.</summary>
    /// <param name="descriptor">The number of the socket to send on.</param>
    public static IEnumerable<string> Command(string descriptor) =>
        [Perl, "-e", Script, "--", descriptor, Text(SystemCallNumbers.sendmsg), Text(SystemCallNumbers.close), Text(ProgramRoot.ProxyPort)];

    /// <summary>Takes the socket. Blocks until it is there, or the program has ended without it.</summary>
    /// <returns>Null when none came, or something else did.</returns>
    public static OwnedDescriptor? Receive(OwnedDescriptor socket)
    {
        if (LibC.recv_descriptor(socket, out OwnedDescriptor descriptor) == Errno.None && LibC.is_tcp_listener(descriptor))
        {
            return descriptor;
        }

        descriptor.Dispose();
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
