using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Ends what a bubblewrap that died young left behind.</summary>
/// <remarks>
/// bubblewrap's child asks to die with its parent only just before it runs the program, and until its parent lets it go it waits in a
/// read that nobody else can end. Whoever kills bubblewrap before that makes an orphan.
/// <para><b>Source:</b> PR_SET_CHILD_SUBREAPER in prctl(2); bubblewrap 0.8, main(): clone, the read of child_wait_fd, handle_die_with_parent.</para>
/// <para><b>Stops:</b> such an orphan, whoever killed bubblewrap and whenever: it is this process's child before bubblewrap's end is told.</para>
/// <para><b>Does not stop:</b> one whose bubblewrap dies together with this process.</para>
/// </remarks>
internal static class Orphans
{
    private const int PatienceMilliseconds = 1000;
    private const string Numbers = "NSpid:";

    private static readonly Lock Gate = new();

    /// <summary>From now on orphans become children of this process. Once for the process; again does no harm.</summary>
    /// <exception cref="LibCException">The kernel refused.</exception>
    public static void Adopt() => LibCException.ThrowIf(LibC.set_child_subreaper(), "prctl PR_SET_CHILD_SUBREAPER");

    /// <summary>Kills and collects every first process of a namespace that is a child of this process: its bubblewrap is dead.</summary>
    public static void EndAll()
    {
        // One at a time: a number that is not collected is nobody else's.
        lock (Gate)
        {
            foreach (int child in Children.Of(Environment.ProcessId).Where(IsFirst))
            {
                if (LibC.pidfd_open(child, out OwnedDescriptor orphan) == Errno.None)
                {
                    using (orphan)
                    {
                        End(orphan);
                    }
                }
            }
        }
    }

    /// <summary>Kills a process and, if it is a child of this one, collects it. What the kernel holds longer than a second is left to it.</summary>
    public static void End(OwnedDescriptor process)
    {
        _ = LibC.pidfd_send_signal(process, LibC.SIGKILL);
        Span<PollEvents> found = [PollEvents.None];
        _ = LibC.poll([process.Number], found, PatienceMilliseconds);
        _ = LibC.waitid(process, wait: false, out _);
    }

    // Its numbers, from this process's namespace inwards: more than one, the last being 1.
    private static bool IsFirst(int pid)
    {
        try
        {
            string[] numbers = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"))
                .First(static line => line.StartsWith(Numbers, StringComparison.Ordinal))[Numbers.Length..]
                .Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return numbers.Length > 1 && numbers[^1] == "1";
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
