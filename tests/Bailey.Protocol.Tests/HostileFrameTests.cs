using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace Bailey.Protocol.Tests;

public sealed class HostileFrameTests
{
    private const int HeaderAfterLength = 16;

    private static readonly byte[] Hello = Frame(1, id: 1);

    private static readonly ChannelBounds Bounds = new(MaximumMessage: 100_000, MaximumUnfinished: 2, MaximumPending: 4);

    /// <summary>What a hostile side sends after its hello, and a word of the reason that ends the channel.</summary>
    public static TheoryData<string, byte[], string> Malformed => new()
    {
        { "no such kind", Frame(9), "kind 9" },
        { "kind zero", Frame(0), "kind 0" },
        { "a second hello", Hello, "second hello" },
        { "reserved bits", Frame(5, flags: 2), "reserved" },
        { "json longer than the message", Frame(5, json: 5, total: 2, body: new byte[2]), "contradict" },
        { "negative total", Frame(5, total: -1), "contradict" },
        { "shorter than it said", Frame(5, total: 10, body: new byte[3]), "not as long" },
        { "over the bound", Frame(5, flags: 1, total: 100_001, body: new byte[10]), "over 100000" },
        { "a piece without bytes", Frame(5, flags: 1, total: 10), "does not fit" },
        { "a first piece that is whole", Frame(5, flags: 1, total: 10, body: new byte[10]), "does not fit" },
        { "a continuation that is too long", [.. Frame(5, flags: 1, total: 10, body: new byte[4]), .. Frame(5, body: new byte[7])], "does not fit" },
        { "a message that ends early", [.. Frame(5, flags: 1, total: 10, body: new byte[4]), .. Frame(5, body: new byte[3])], "shorter" },
        { "a message inside itself", [.. Frame(5, flags: 1, total: 10, body: new byte[4]), .. Frame(5, total: 6, body: new byte[6])], "in pieces" },
        { "too many in pieces", [.. Piece(1), .. Piece(2), .. Piece(3)], "over 2" },
        { "a method with a space", Frame(5, method: "a b"), "method name" },
        { "a frame that is too long", Length(1_000_000), "outside" },
        { "a frame that is too short", Length(3), "outside" },
        { "a negative length", Length(-1), "outside" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_frame_ends_the_channel_with_its_reason(string what, byte[] sent, string reason)
    {
        string? closed = await Send([.. Hello, .. sent]);
        Assert.True(closed is not null && closed.Contains(reason, StringComparison.Ordinal), $"{what}: {closed}");
    }

    [Fact]
    public async Task A_well_formed_event_is_no_reason_to_end()
    {
        // The control of all rows above.
        Assert.Null(await Send([.. Hello, .. Frame(5, method: "guest.exit", json: 2, total: 2, body: "{}"u8.ToArray())]));
    }

    [Fact]
    public async Task A_side_that_does_not_say_hello_is_not_listened_to() =>
        Assert.Contains("version", await Send(Frame(5, method: "guest.exit")), StringComparison.Ordinal);

    [Fact]
    public async Task Unanswered_requests_are_bounded()
    {
        byte[] flood = [.. Hello, .. Enumerable.Range(1, 5).SelectMany(i => Frame(2, id: (uint)i, method: "file.read"))];
        Assert.Contains("unanswered", await Send(flood, new NeverAnswers()), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_end_the_channel_or_are_ignored_and_never_the_process()
    {
        Arbitrary<byte[]> anything = ArbMap.Default.ArbFor<byte[]>();
        Prop.ForAll(anything, anything, (start, rest) =>
        {
            byte[] mutated = [.. Hello, .. start, .. Frame(5, method: "guest.exit", json: 2, total: 2, body: "{}"u8.ToArray()), .. rest];
            // Completes: it neither hangs nor throws out of the reader.
            _ = Send(mutated).Result;
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<string?> Send(byte[] bytes, IChannelHandler? handler = null)
    {
        (Stream left, Stream right) = Pair.Open();
        var recorder = new Recorder();
        using var channel = new Channel(right, handler is null ? recorder : new Forwarder(handler, recorder), Bounds);
        channel.Start();
        await left.WriteAsync(bytes);
        left.Dispose();
        return await recorder.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static byte[] Piece(uint id) => Frame(2, flags: 1, id: id, total: 10, body: new byte[4]);

    private static byte[] Length(int length)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    private static byte[] Frame(byte kind, byte flags = 0, uint id = 0, string method = "", int json = 0, int total = 0, byte[]? body = null)
    {
        byte[] name = System.Text.Encoding.ASCII.GetBytes(method);
        byte[] frame = new byte[4 + HeaderAfterLength];
        BinaryPrimitives.WriteInt32LittleEndian(frame, HeaderAfterLength + name.Length + (body?.Length ?? 0));
        frame[4] = kind;
        frame[5] = flags;
        frame[6] = (byte)name.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), id);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(12), json);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(16), total);
        return [.. frame, .. name, .. body ?? []];
    }

    private sealed class NeverAnswers : IChannelHandler
    {
        public void OnRequest(Request request)
        {
        }

        public void OnEvent(Message message)
        {
        }

        public void OnClosed(string? reason)
        {
        }
    }

    private sealed class Forwarder(IChannelHandler requests, Recorder rest) : IChannelHandler
    {
        public void OnRequest(Request request) => requests.OnRequest(request);

        public void OnEvent(Message message) => rest.OnEvent(message);

        public void OnClosed(string? reason) => rest.OnClosed(reason);
    }
}
