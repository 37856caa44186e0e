using System.Buffers;
using System.Globalization;
using System.Text;
using Bailey.Policy;

namespace Bailey.Web.Guard;

/// <summary>
/// Sees every byte that a server writes to one connection and lets no response head pass that does not carry its headers. Not
/// thread-safe; knows no I/O.
/// </summary>
/// <remarks>
/// <b>Source:</b> RFC 9112, sections 6 and 7: where a response ends.
/// <para><b>Stops:</b> any response on a container's origin without the compiled headers: they are written here, and of what the pipeline
/// wrote only harmless fields stay. A head without a mark (the server's own answer to a malformed request, to an exception, to a
/// time-out) leaves as an empty error that denies everything, and ends the connection. So does what is no head at all.</para>
/// <para><b>Does not stop:</b> bytes of a body. They are counted by the length that stands in the head, so they cannot become a head.</para>
/// </remarks>
internal sealed class ResponseGuard(GuardMark mark, Func<string, IReadOnlyList<DocumentHeader>?> headersOf)
{
    // Kestrel's own are far smaller; a longer one is no head.
    private const int LongestHead = 64 * 1024;

    // What a container's response may say itself; everything else is dropped: Link, Refresh, Set-Cookie, Reporting-Endpoints, NEL, …
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Ranges", "Allow", "Content-Length", "Content-Range", "Content-Type", "Date", "ETag", "Last-Modified", "Location",
        // Only the front says it, of the one worker that the gate lets load; it takes none from a web host.
        "Service-Worker-Allowed",
    };

    private readonly ArrayBufferWriter<byte> _head = new();
    private ChunkedBody? _chunks;
    private State _state;
    private long _left;

    private enum State
    {
        Head,
        Length,
        Chunks,
        Rest,
        Done,
    }

    /// <summary>True: nothing more is let out, and the connection is to be closed.</summary>
    public bool IsDone => _state == State.Done;

    /// <summary>Takes bytes of the server and writes what may leave.</summary>
    public void Push(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        while (bytes.Length > 0 && _state != State.Done)
        {
            int taken = _state switch
            {
                State.Head => TakeHead(bytes, output),
                State.Length => TakeBody(bytes, output),
                State.Chunks => TakeChunks(bytes, output),
                _ => Pass(bytes, output),
            };
            bytes = bytes[taken..];
        }
    }

    private int TakeHead(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        // Byte by byte at most four times: the end may lie across two writes.
        int before = _head.WrittenCount;
        int room = Math.Min(bytes.Length, LongestHead - before);
        _head.Write(bytes[..room]);
        int from = Math.Max(0, before - 3);
        int end = _head.WrittenSpan[from..].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (_head.WrittenCount == LongestHead)
            {
                Deny(500, output);
            }

            return room;
        }

        int length = from + end + 4;
        Decide(_head.WrittenSpan[..length], output);
        _head.ResetWrittenCount();
        return length - before;
    }

    private void Decide(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        if (bytes.SequenceEqual("HTTP/1.1 100 Continue\r\n\r\n"u8))
        {
            // No response: permission to go on sending. It has no fields.
            Pass(bytes, output);
            return;
        }

        if (ResponseHead.Parse(bytes) is not { } head)
        {
            Deny(500, output);
            return;
        }

        if (!head.TryGet(GuardMark.HeaderName, out string? value) || value is null || !mark.TryRead(Encoding.Latin1.GetBytes(value), out string from, out bool isHead))
        {
            Deny(head.Status, output);
            return;
        }

        if (from == GuardMark.Host)
        {
            LetHost(head, isHead, output);
        }
        else
        {
            LetContainer(head, isHead, headersOf(from), output);
        }
    }

    private void LetContainer(ResponseHead head, bool isHead, IReadOnlyList<DocumentHeader>? headers, IBufferWriter<byte> output)
    {
        bool bare = isHead || head.Status is 204 or 304;
        long length = 0;
        // Its length is known beforehand, always; chunks, upgrades and bodies without an end are not for containers.
        if (headers is null
            || head.Status < 200
            || !head.TryGet("Transfer-Encoding", out string? coding) || coding is not null
            || !head.TryGet("Content-Length", out string? stated)
            || (!bare && !IsLength(stated, out length)))
        {
            Deny(500, output);
            return;
        }

        bool close = IsClose(head);
        var text = new StringBuilder(4096).Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {head.Status} \r\n");
        foreach ((string name, string value) in head.Fields)
        {
            if (Kept.Contains(name))
            {
                Field(text, name, value);
            }
        }

        head.TryGet("Cache-Control", out string? kept);
        foreach (DocumentHeader header in headers)
        {
            Field(text, header.Name, header.Name == "Cache-Control" ? kept ?? header.Value : header.Value);
        }

        if (close)
        {
            Field(text, "Connection", "close");
        }

        Pass(Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), output);
        Expect(bare ? 0 : length);
    }

    private void LetHost(ResponseHead head, bool isHead, IBufferWriter<byte> output)
    {
        bool chunked = head.TryGet("Transfer-Encoding", out string? coding) && coding is not null;
        bool hasLength = head.TryGet("Content-Length", out string? stated);
        bool bare = isHead || head.Status is 204 or 304 || head.Status is > 101 and < 200;
        if (!hasLength || (chunked && (coding != "chunked" || stated is not null)) || (stated is not null && !IsLength(stated, out _left)))
        {
            Deny(500, output);
            return;
        }

        var text = new StringBuilder(1024).Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {head.Status} \r\n");
        foreach ((string name, string value) in head.Fields)
        {
            if (!name.Equals(GuardMark.HeaderName, StringComparison.OrdinalIgnoreCase))
            {
                Field(text, name, value);
            }
        }

        Pass(Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), output);
        if (head.Status == 101)
        {
            // The program's own upgrade; HTTP ends here.
            _state = State.Rest;
        }
        else if (bare)
        {
            Expect(0);
        }
        else if (chunked)
        {
            _chunks = new ChunkedBody();
            _state = State.Chunks;
        }
        else if (stated is not null)
        {
            Expect(_left);
        }
        else
        {
            _state = State.Rest;
        }
    }

    private int TakeBody(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        int taken = (int)Math.Min(bytes.Length, _left);
        Pass(bytes[..taken], output);
        Expect(_left - taken);
        return taken;
    }

    private int TakeChunks(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        int taken = _chunks!.Take(bytes);
        if (taken < 0)
        {
            // Whatever this is, the head was sent: only an end is left.
            _state = State.Done;
            return bytes.Length;
        }

        Pass(bytes[..taken], output);
        _state = _chunks.IsEnded ? State.Head : State.Chunks;
        return taken;
    }

    private static int Pass(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        output.Write(bytes);
        return bytes.Length;
    }

    private void Expect(long length)
    {
        _left = length;
        _state = length == 0 ? State.Head : State.Length;
    }

    private void Deny(int status, IBufferWriter<byte> output)
    {
        var text = new StringBuilder(2048).Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(status < 400 ? 500 : status)} \r\nContent-Length: 0\r\nConnection: close\r\n");
        foreach (DocumentHeader header in DocumentPolicy.DenyAll)
        {
            Field(text, header.Name, header.Value);
        }

        Pass(Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), output);
        _state = State.Done;
    }

    private static void Field(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static bool IsLength(string? text, out long length) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);

    private static bool IsClose(ResponseHead head) =>
        !head.TryGet("Connection", out string? value) || (value?.Contains("close", StringComparison.OrdinalIgnoreCase) ?? false);
}
