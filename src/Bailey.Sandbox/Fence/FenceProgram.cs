using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bailey.Sandbox;

/// <summary>
/// A program of some 60 instructions that stands between the launcher and the worker: it takes a Landlock ruleset on itself, where it is given
/// one a system-call filter too, and becomes the worker.
/// </summary>
/// <remarks>
/// It exists because a domain holds a thread and what it starts: put on a .NET process from inside, the runtime's own threads would stay
/// outside; put on before bubblewrap, nothing could be mounted. It is made from the rows below when a root is staged, so that building Bailey
/// needs no assembler; tests take it through every branch.
/// <para>Arguments: two characters (the ruleset's descriptor, and the filter's or <c>-</c>); the folder of /proc that it may read; the program
/// and its arguments. Exit code 1 and a line on standard error when any step fails: nothing runs unconfined.</para>
/// <para><b>Stops:</b> what the ruleset says, for every thread of the worker from its first instruction.</para>
/// <para><b>Does not stop:</b> anything for processors other than x86-64, where it is not used.</para>
/// </remarks>
internal static class FenceProgram
{
    /// <summary>Where it is in a staged root.</summary>
    public const string Path = "lib/bailey-fence";

    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const ulong Address = 0x400000;

    // What it does, in order, and the machine code of it (x86-64; a step that fails goes to the last row but one).
    private static readonly (string Step, string Code)[] Rows =
    [
        ("rbx = argument count, with the arguments after it; rbp = environment; r12 = first argument; r14 = what to say when it fails",
            "4889E3488B0B488D6CCB104C8B6310"),
        ("r13 = number of the ruleset",
            "450FB62C244183ED304C8D3504010000"),
        ("openat(AT_FDCWD, second argument, O_RDONLY | O_DIRECTORY | O_CLOEXEC)",
            "BF9CFFFFFF488B7318BA000009004531D2B8010100000F0585C00F88CC000000"),
        ("landlock_add_rule(ruleset, PATH_BENEATH, { READ_FILE | READ_DIR, folder }, 0)",
            "4189C7506A0C4489EF6A015E4889E24531D2B8BD0100000F0585C00F88AB000000"),
        ("close(folder)",
            "4489FF6A03580F05"),
        ("prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)",
            "6A265F6A015E31D24531D24531C0B89D0000000F0585C00F8886000000"),
        ("landlock_restrict_self(ruleset, 0)",
            "4489EF31F6B8BE0100000F0585C07876"),
        ("close(ruleset)",
            "4489EF6A03580F05"),
        ("r13 = number of the filter; a character below 0 is none",
            "450FB66C24014183ED30784B"),
        ("prctl(PR_SET_PDEATHSIG, SIGKILL)",
            "6A015F6A095EB89D0000000F0585C07851"),
        ("read(filter, stack, 32768), which is as long as a filter can be",
            "4489EF4881EC008000004889E6BA0080000031C00F0585C07E37"),
        ("the filter as seccomp wants it: { length / 8, stack }",
            "C1E8035650"),
        ("close(filter)",
            "4489EF6A03580F05"),
        ("seccomp(SECCOMP_SET_MODE_FILTER, 0, filter)",
            "6A015F31F64889E2B83D0100000F0585C07817"),
        ("execve(third argument, from it on, environment)",
            "4C8D3551000000488B7B20488D73204889EA6A3B580F05"),
        ("write(2, what to say, 41); exit_group(1)",
            "6A025F4C89F66A295A6A01580F056A015FB8E70000000F05"),
    ];

    private static readonly byte[] Messages = Encoding.ASCII.GetBytes("bailey-fence: the kernel did not confine\nbailey-fence: execve refused the program\n");

    /// <summary>Whether it runs on this processor.</summary>
    public static bool Exists => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The program: an ELF file with one readable and executable segment, and a stack that is not executable.</summary>
    public static byte[] Image { get; } = Make();

    private static byte[] Make()
    {
        byte[] code = [.. Rows.SelectMany(static row => Convert.FromHexString(row.Code)), .. Messages];
        const int start = HeaderBytes + (2 * ProgramHeaderBytes);
        var image = new byte[start + code.Length];
        Span<byte> header = image;
        ReadOnlySpan<byte> identity = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identity.CopyTo(header);
        Half(header, 16, 2); // ET_EXEC
        Half(header, 18, 62); // EM_X86_64
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], 1);
        Long(header, 24, Address + start); // entry
        Long(header, 32, HeaderBytes); // program headers
        Half(header, 52, HeaderBytes);
        Half(header, 54, ProgramHeaderBytes);
        Half(header, 56, 2);
        Segment(header[HeaderBytes..], type: 1, flags: 5, Address, (ulong)image.Length); // PT_LOAD, read and execute
        Segment(header[(HeaderBytes + ProgramHeaderBytes)..], type: 0x6474E551, flags: 6, 0, 0); // PT_GNU_STACK, read and write
        code.CopyTo(header[start..]);
        return image;
    }

    private static void Segment(Span<byte> header, uint type, uint flags, ulong address, ulong length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, type);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], flags);
        Long(header, 16, address);
        Long(header, 24, address);
        Long(header, 32, length);
        Long(header, 40, length);
        Long(header, 48, 0x1000);
    }

    private static void Half(Span<byte> header, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(header[at..], value);

    private static void Long(Span<byte> header, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(header[at..], value);
}
