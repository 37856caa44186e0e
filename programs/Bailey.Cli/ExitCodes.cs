namespace Bailey.Cli;

/// <summary>The exit codes of <c>bailey</c>; <c>docs/cli.md</c> has the same table. A guest that ends by itself passes its own code on.</summary>
internal static class ExitCodes
{
    /// <summary>Of <c>doctor</c>: guests run, native programs and contained pages do not.</summary>
    public const int OnlyGuests = 1;

    /// <summary>The arguments are wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>The policy has errors (EX_DATAERR).</summary>
    public const int Policy = 65;

    /// <summary>The program or its policy is not there (EX_NOINPUT).</summary>
    public const int Missing = 66;

    /// <summary>A wall cannot stand on this machine (EX_UNAVAILABLE).</summary>
    public const int Wall = 69;

    /// <summary>Bailey itself failed (EX_SOFTWARE).</summary>
    public const int Internal = 70;

    /// <summary>The guest reached a limit and was ended.</summary>
    public const int Limit = 75;

    /// <summary>The guest's process was killed or broke the protocol.</summary>
    public const int Killed = 76;

    /// <summary>Ended by the user (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>The code for an outcome.</summary>
    // (10)
    public static int Of(GuestOutcome outcome) => outcome switch
    {
        GuestOutcome.Exited exited => exited.Code,
        GuestOutcome.LimitReached => Limit,
        GuestOutcome.Killed => Killed,
        GuestOutcome.Cancelled => Cancelled,
        _ => Missing,
    };

    /// <summary>The code for a start that failed.</summary>
    public static int Of(BaileyFault fault) => fault switch
    {
        BaileyFault.Policy => Policy,
        BaileyFault.Wall => Wall,
        BaileyFault.Broker => Internal,
        _ => Missing,
    };
}
