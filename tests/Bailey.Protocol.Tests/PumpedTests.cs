using System.Net.Sockets;

namespace Bailey.Protocol.Tests;

public sealed class PumpedTests : IDisposable
{
    private readonly Socket _here;
    private readonly Socket _there;

    public PumpedTests()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _here = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _here.Connect(new UnixDomainSocketEndPoint(path));
        _there = listener.Accept();
        File.Delete(path);
    }

    [Fact]
    public void A_call_is_answered_on_the_calling_thread_alone()
    {
        using Channel server = Server(message => new Reply(false, message.Json, message.Data));
        using Channel client = Client(new Recorder());
        byte[] data = new byte[300_000];
        Random.Shared.NextBytes(data);
        Reply reply = client.Call("file.read", "{}"u8, data);
        Assert.Equal("{}", reply.JsonText);
        Assert.Equal(data, reply.Data.ToArray());
    }

    [Fact]
    public void Both_sides_may_write_more_than_fits_before_either_reads()
    {
        // 2000 requests of 8 KiB with answers of 64 KiB: far more than the sockets' buffers, both ways.
        byte[] answer = new byte[64 * 1024];
        using Channel server = Server(_ => new Reply(false, "{}"u8.ToArray(), answer));
        using Channel client = Client(new Recorder());
        byte[] question = new byte[8 * 1024];
        int answered = 0;
        for (int i = 0; i < 2000; i++)
        {
            client.Begin("file.read", "{}"u8, question, reply => answered += reply.Data.Length == answer.Length ? 1 : 0);
        }

        while (answered < 2000)
        {
            client.Pump(-1);
        }

        Assert.Equal(2000, answered);
    }

    [Fact]
    public void What_comes_during_a_call_is_handed_on_and_does_not_end_it()
    {
        var events = new Recorder();
        Channel? server = null;
        using Channel made = Server(message =>
        {
            server!.Notify("guest.run", message.Json.Span);
            return Reply.Empty;
        });
        server = made;
        using Channel client = Client(events);
        Assert.Equal("{}", client.Call("file.stat", "{}"u8).JsonText);
        Assert.Equal("guest.run", Assert.Single(events.Events).Method);
        client.Pump(0);
        Assert.Single(events.Events);
    }

    [Fact]
    public async Task A_call_ends_when_the_other_side_is_gone()
    {
        var recorder = new Recorder();
        using Channel client = Client(recorder);
        _there.Dispose();
        Assert.Throws<ProtocolException>(() => client.Call("file.stat", "{}"u8));
        Assert.Null(await recorder.Closed);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private Channel Server(Func<Message, Reply> answer)
    {
        var server = new Channel(new NetworkStream(_there), new Recorder(answer));
        server.Start();
        return server;
    }

    private Channel Client(IChannelHandler handler) => new(new NetworkStream(_here), handler, bounds: null, Wait);

    private (bool Read, bool Written) Wait(bool orWritten, int milliseconds)
    {
        List<Socket> readable = [_here];
        List<Socket>? writable = orWritten ? [_here] : null;
        Socket.Select(readable, writable, null, milliseconds < 0 ? -1 : milliseconds * 1000);
        return (readable.Count > 0, writable is { Count: > 0 });
    }
}
