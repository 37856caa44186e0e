namespace Bailey.Library.Tests.Killing;

/// <summary>
/// What lives beneath this process. It adopts whoever loses his parent, so nothing that it or anything beneath it ever started is elsewhere.
/// </summary>
internal static class Remains
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until nothing lives that was not there before.</summary>
    /// <returns>What does; and how many were put away that bubblewrap had never let go, see SECURITY.md.</returns>
    public static async Task<(int[] Left, int NeverLetGo)> Wait(IReadOnlySet<int> before, bool brokerDied, TimeSpan? patience = null)
    {
        long until = Environment.TickCount64 + (long)(patience ?? Patience).TotalMilliseconds;
        var waiting = new Dictionary<int, int>();
        int put = 0;
        while (true)
        {
            int[] left = [.. Processes.Beneath(Environment.ProcessId).Where(pid => !before.Contains(pid) && !Processes.IsGone(pid))];
            if (left.Length == 0 || Environment.TickCount64 > until)
            {
                return (left, put);
            }

            foreach (int pid in left.Where(pid => brokerDied && IsNeverLetGo(pid)))
            {
                // Seen so again and again: not one that is just about to go on.
                waiting[pid] = waiting.GetValueOrDefault(pid) + 1;
                if (waiting[pid] == 20)
                {
                    System.Diagnostics.Process.GetProcessById(pid).Kill();
                    put++;
                }
            }

            await Task.Delay(50);
        }
    }

    // bubblewrap's child in a user namespace whose users nobody has named yet: what it does first once it is let go.
    private static bool IsNeverLetGo(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm") == "bwrap\n" && File.ReadAllText($"/proc/{pid}/uid_map").Length == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
