using System.Text;
using Bailey.Interop;
using Bailey.Policy;

namespace Bailey.Broker.Audit;

/// <summary>
/// The append-only record of decisions, one JSON object a line, printable ASCII only. A decision is written before its answer is sent,
/// by one write(2) of a whole line, so lines of several brokers never mix. Thread-safe.
/// </summary>
/// <remarks><b>Does not stop:</b> loss of the last lines when the machine itself fails; they are not synchronised to the medium.</remarks>
internal sealed class AuditLog : IDisposable
{
    private readonly OwnedDescriptor _file;
    private readonly Lock _writing = new();

    private AuditLog(OwnedDescriptor file) => _file = file;

    /// <summary>Opens or makes <c>audit.jsonl</c> in a folder that only its owner can read.</summary>
    public static AuditLog Open(string folder)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // O_APPEND: .NET's own append mode remembers a position, and two brokers would write over each other.
        LibCException.ThrowIf(
            LibC.open(Path.Combine(folder, "audit.jsonl"), OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append, 0x180 /* 0600 */, out OwnedDescriptor file),
            "open");
        return new AuditLog(file);
    }

    /// <summary>Records a refusal.</summary>
    public void Refused(int guest, Refusal refusal) => Write(guest, RefusalText.JsonLine(refusal, DateTimeOffset.UtcNow));

    /// <summary>Records a guest's start or end.</summary>
    /// <param name="guest">Its number.</param>
    /// <param name="json">An object's text, without line breaks.</param>
    public void Said(int guest, string json) => Write(guest, json);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(int guest, string json)
    {
        byte[] line = Encoding.ASCII.GetBytes($"{{\"broker\":{Environment.ProcessId},\"guest\":{guest},{json.AsSpan(1)}\n");
        lock (_writing)
        {
            Errno errno = LibC.write(_file, line, out int written);
            if (errno != Errno.None || written != line.Length)
            {
                throw new IOException($"the audit log cannot be written: {errno}");
            }
        }
    }
}
