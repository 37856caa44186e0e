namespace Bailey.Policy;

/// <summary>Which clock the guest reads.</summary>
public enum ClockMode
{
    /// <summary>None: reading the time throws.</summary>
    None,

    /// <summary>The same in every run; it moves only as the guest's own timers fire.</summary>
    Virtual,

    /// <summary>The host's, made coarse.</summary>
    Real,
}

/// <summary>The clock clause.</summary>
/// <param name="Mode">Which clock.</param>
/// <param name="Resolution">1 ms to 1 h; null is 1 ms. Not for <see cref="ClockMode.None"/>.</param>
/// <param name="Required">True: nothing starts unless this is enforced.</param>
public sealed record ClockGrant(ClockMode Mode, TimeSpan? Resolution = null, bool Required = false);

/// <summary>Where random numbers come from.</summary>
public enum RandomMode
{
    /// <summary>None: asking for one throws.</summary>
    None,

    /// <summary>A generator started from the seed: the same numbers in every run, worthless for secrets.</summary>
    Seeded,

    /// <summary>The host's.</summary>
    Real,
}

/// <summary>The random clause.</summary>
/// <param name="Mode">Where from.</param>
/// <param name="Seed">0 to 999999999; given exactly for <see cref="RandomMode.Seeded"/>.</param>
/// <param name="Required">True: nothing starts unless this is enforced.</param>
public sealed record RandomGrant(RandomMode Mode, int? Seed = null, bool Required = false);

/// <summary>What the guest learns about the machine.</summary>
public enum GuestIdentity
{
    /// <summary>The same answers on every machine.</summary>
    Uniform,

    /// <summary>The host's answers: name, processor count, locale, time zone.</summary>
    Host,
}

/// <summary>Code made at run time, from the least to the most: none, the engine's own machine code, and text that the guest makes.</summary>
public enum DynamicCodeMode
{
    /// <summary>No new code of any kind: no eval, no Function constructors, and the engine interprets, with its JIT off.</summary>
    Deny,

    /// <summary>The engine may compile to machine code; eval and the Function constructors are refused.</summary>
    Jit,

    /// <summary>Both: machine code, and text evaluated inside the compartment.</summary>
    Allow,
}

/// <summary>How a package's exports reach the packages that import it.</summary>
public enum ExportsMode
{
    /// <summary>Functions, classes and methods are final once another package has imported it; data stays changeable. The default.</summary>
    Lock,

    /// <summary>Everything the exports lead to is frozen.</summary>
    Harden,

    /// <summary>Each importer has a shallow copy of its own, which it may change; what lies beneath is locked.</summary>
    Copy,

    /// <summary>As they are: every importer may change them for all.</summary>
    Open,
}

/// <summary>Where a native program may show windows.</summary>
public enum DisplayMode
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>On an X server of its own, which shows them in one window.</summary>
    X11,

    /// <summary>On the user's own Wayland compositor.</summary>
    Wayland,
}

/// <summary>WebAssembly.</summary>
public enum WasmMode
{
    /// <summary>Absent.</summary>
    None,
}
