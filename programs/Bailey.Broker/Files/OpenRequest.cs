using Bailey.Interop;
using Bailey.Policy;

namespace Bailey.Broker.Files;

/// <summary>What an open asks for, from Node's words or numbers.</summary>
/// <param name="Flags">Only access, create, exclusive, truncate, append, directory, no-follow.</param>
/// <param name="Mode">Permission bits of a new file, 0..511.</param>
/// <param name="Synchronous">Whether each write has to reach the disk.</param>
internal readonly record struct OpenRequest(OpenFlags Flags, uint Mode, bool Synchronous)
{
    private const OpenFlags Access = OpenFlags.WriteOnly | OpenFlags.ReadWrite;
    private const OpenFlags Passed =
        Access | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.Truncate | OpenFlags.Append | OpenFlags.Directory | OpenFlags.NoFollow;

    // O_DSYNC | O_SYNC, O_NOATIME, and what the broker sets itself: harmless, and not the guest's to choose.
    private const int Sync = 0x101000;
    private const int Ignored = Sync | 0x40000 | (int)(OpenFlags.NonBlocking | OpenFlags.NoControllingTerminal | OpenFlags.CloseOnExec);

    private static readonly (string Word, OpenFlags Flags, bool Synchronous)[] Words =
    [
        ("r", OpenFlags.ReadOnly, false),
        ("rs", OpenFlags.ReadOnly, true),
        ("r+", OpenFlags.ReadWrite, false),
        ("rs+", OpenFlags.ReadWrite, true),
        ("w", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Truncate, false),
        ("wx", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Truncate | OpenFlags.Exclusive, false),
        ("w+", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Truncate, false),
        ("wx+", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Truncate | OpenFlags.Exclusive, false),
        ("a", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append, false),
        ("as", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append, true),
        ("ax", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append | OpenFlags.Exclusive, false),
        ("a+", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Append, false),
        ("as+", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Append, true),
        ("ax+", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Append | OpenFlags.Exclusive, false),
    ];

    /// <summary>Whether anything could change.</summary>
    public FileUse Use => (Flags & (Access | OpenFlags.Create | OpenFlags.Truncate)) == OpenFlags.ReadOnly ? FileUse.Read : FileUse.Change;

    /// <summary>Reads flags and mode; false for a flag that is unknown or not served (O_PATH, O_TMPFILE, O_DIRECT).</summary>
    public static bool TryParse(in FileArguments arguments, out OpenRequest request)
    {
        request = default;
        uint mode = arguments.Given.HasFlag(FileFields.Mode) ? (uint)(arguments.Mode & 0x1FF) : 0x1B6u;
        if (arguments.Mode is < 0 or > 0xFFFF)
        {
            return false;
        }

        if (arguments.FlagText is { } word)
        {
            int row = Array.FindIndex(Words, candidate => candidate.Word == word);
            request = row < 0 ? default : new OpenRequest(Words[row].Flags, mode, Words[row].Synchronous);
            return row >= 0;
        }

        if (arguments.FlagNumber is < 0 or > int.MaxValue || ((int)arguments.FlagNumber & ~((int)Passed | Ignored)) != 0)
        {
            return false;
        }

        int number = (int)arguments.FlagNumber;
        OpenFlags flags = (OpenFlags)number & Passed;
        request = new OpenRequest(flags, mode, (number & Sync) != 0);
        return (flags & Access) != Access;
    }
}
