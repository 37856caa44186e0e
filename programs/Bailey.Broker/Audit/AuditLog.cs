using System.Globalization;
using System.Text;
using Bailey.Interop;
using Bailey.Policy;

namespace Bailey.Broker.Audit;

/// <summary>How much an audit log holds.</summary>
/// <param name="FileBytes">A file that is longer gets another name, and a new one is begun.</param>
/// <param name="GuestBytes">What one guest or container may cause; whoever causes more is ended.</param>
internal sealed record AuditBounds(long FileBytes = 64L * 1024 * 1024, long GuestBytes = 256L * 1024 * 1024);

/// <summary>
/// The append-only record of decisions, one JSON object a line, printable ASCII only. A decision is written before its answer is sent,
/// by one write(2) of a whole line, so lines of several brokers never mix. What cannot be written is an <see cref="IOException"/>, and
/// who asked has no answer. Nothing is ever deleted or written over. Thread-safe.
/// </summary>
/// <remarks><b>Does not stop:</b> loss of the last lines when the machine itself fails; they are not synchronised to the medium.</remarks>
internal sealed class AuditLog : IDisposable
{
    private readonly string _folder;
    private readonly AuditBounds _bounds;
    private readonly Dictionary<int, long> _caused = [];
    private readonly Lock _writing = new();
    private OwnedDescriptor _file;
    private long _written;
    private bool _isTorn;

    private AuditLog(string folder, AuditBounds bounds)
    {
        _folder = folder;
        _bounds = bounds;
        _file = Begin();
    }

    /// <summary>Opens or makes <c>audit.jsonl</c> in a folder that only its owner can read.</summary>
    public static AuditLog Open(string folder, AuditBounds? bounds = null)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new AuditLog(folder, bounds ?? new AuditBounds());
    }

    /// <summary>Records a refusal.</summary>
    public void Refused(int guest, Refusal refusal) => Said(guest, RefusalText.JsonLine(refusal, DateTimeOffset.UtcNow));

    /// <summary>Records what a guest or container does or was granted.</summary>
    /// <param name="guest">Its number.</param>
    /// <param name="json">An object's text, without line breaks.</param>
    public void Said(int guest, string json)
    {
        byte[] line = Line(guest, json);
        lock (_writing)
        {
            long caused = _caused.GetValueOrDefault(guest) + line.Length;
            if (caused > _bounds.GuestBytes)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"its share of the audit log is full: {_bounds.GuestBytes} bytes"));
            }

            _caused[guest] = caused;
            Write(line);
        }
    }

    /// <summary>Records a guest's end, whatever it has caused.</summary>
    public void Ended(int guest, string json)
    {
        lock (_writing)
        {
            _caused.Remove(guest);
            Write(Line(guest, json));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static byte[] Line(int guest, string json) =>
        Encoding.ASCII.GetBytes($"{{\"broker\":{Environment.ProcessId},\"guest\":{guest},{json.AsSpan(1)}\n");

    private OwnedDescriptor Begin()
    {
        string path = Path.Combine(_folder, "audit.jsonl");
        if (new FileInfo(path) is { Exists: true } file && file.Length > _bounds.FileBytes)
        {
            // A broker that has it open goes on writing to it under its new name.
            string name = string.Create(CultureInfo.InvariantCulture, $"audit-{DateTime.UtcNow:yyyyMMdd'T'HHmmss}-{Guid.NewGuid():N}.jsonl");
            try
            {
                File.Move(path, Path.Combine(_folder, name));
            }
            catch (Exception error) when (error is FileNotFoundException or UnauthorizedAccessException)
            {
                // Another broker did it first; or this one may not, and the file goes on.
            }
        }

        // O_APPEND: .NET's own append mode remembers a position, and two brokers would write over each other.
        LibCException.ThrowIf(LibC.open(path, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append, 0x180 /* 0600 */, out OwnedDescriptor opened), "open");
        return opened;
    }

    private void Write(byte[] line)
    {
        if (_written > _bounds.FileBytes)
        {
            OwnedDescriptor next = Begin();
            _file.Dispose();
            _file = next;
            _written = 0;
        }

        // What a full disk cut off stays a line of its own.
        byte[] whole = _isTorn ? [(byte)'\n', .. line] : line;
        Errno errno = LibC.write(_file, whole, out int written);
        bool isWhole = errno == Errno.None && written == whole.Length;
        _isTorn = !isWhole && (_isTorn || written > 0);
        _written += written;
        if (!isWhole)
        {
            throw new IOException($"the audit log cannot be written: {(errno == Errno.None ? Errno.ENOSPC : errno)}");
        }
    }
}
