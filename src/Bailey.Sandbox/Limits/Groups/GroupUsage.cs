namespace Bailey.Sandbox;

/// <summary>Samples of processes, with the processor time that their group has counted where that is more: it forgets nobody.</summary>
/// <param name="processes">What their own files say.</param>
/// <param name="group">The group; the sandbox owns it.</param>
internal sealed class GroupUsage(IUsage processes, ControlGroup group) : IUsage
{
    /// <inheritdoc/>
    public bool TryRead(out Usage usage)
    {
        if (!processes.TryRead(out usage))
        {
            return false;
        }

        TimeSpan counted = group.Cpu;
        usage = usage with { Cpu = counted > usage.Cpu ? counted : usage.Cpu };
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => processes.Dispose();
}
