using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Whether workers run without namespaces: decided once, by trying, and never taken back. Thread-safe.</summary>
/// <remarks>
/// <b>Stops:</b> a start that failed for another reason (memory, processes, a mistake) from running behind less than it could.
/// <para><b>Does not stop:</b> whoever may change the kernel's settings or replace bubblewrap from making this choice.</para>
/// </remarks>
/// <param name="isAllowed">Whether it may be chosen.</param>
/// <param name="trial">Makes a sandbox with namespaces and lets it end; throws where it cannot.</param>
internal sealed class FallbackChoice(bool isAllowed, Action trial)
{
    private readonly Lock gate = new();
    private WallUnavailableException? chosen;

    /// <summary>Why namespaces are not used; null while they are.</summary>
    public WallUnavailableException? Chosen
    {
        get
        {
            lock (gate)
            {
                return chosen;
            }
        }
    }

    /// <summary>What stands in the way of running without namespaces here; null for nothing.</summary>
    public static string? Obstacle =>
        !FenceProgram.Exists ? "it is made for x86-64 only"
        : Landlock.Abi == 0 ? "this kernel has no Landlock, or it is off"
        : Landlock.Abi < Landlock.AbiOfScopes ? "Landlock of this kernel does not hold signals (Linux 6.12 does)"
        : null;

    /// <summary>Makes the trial.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands, and no fallback.</exception>
    public void Try()
    {
        try
        {
            trial();
        }
        catch (WallUnavailableException refusal) when (MayReplace(refusal))
        {
            Choose(refusal);
        }
    }

    /// <summary>Whether a start that was refused is to be made again without namespaces: a trial is refused them too.</summary>
    public bool Replaces(WallUnavailableException refusal)
    {
        if (!MayReplace(refusal))
        {
            return false;
        }

        try
        {
            trial();
            return false;
        }
        catch (WallUnavailableException again) when (MayReplace(again))
        {
            Choose(again);
            return true;
        }
        catch (WallUnavailableException)
        {
            return false;
        }
    }

    private bool MayReplace(WallUnavailableException refusal) => isAllowed && refusal.IsRefusedByKernel && Obstacle is null;

    private void Choose(WallUnavailableException refusal)
    {
        lock (gate)
        {
            chosen ??= refusal;
        }
    }
}
