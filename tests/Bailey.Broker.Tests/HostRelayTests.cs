using System.IO.Pipes;
using System.Text;
using Bailey.Broker.Sessions;
using Bailey.Protocol;

namespace Bailey.Broker.Tests;

/// <summary>What a worker may send its host through the broker, and what the host sends back.</summary>
public sealed class HostRelayTests : IDisposable
{
    private readonly List<Request> _atHost = [];
    private readonly List<string> _ended = [];
    private readonly List<string> _said = [];
    private readonly Channel _toHost;
    private readonly Channel _host;
    private readonly Channel _worker;
    private readonly Channel _toWorker;
    private readonly HostRelay _relay;

    public HostRelayTests()
    {
        (Stream broker, Stream host) = Pair();
        (Stream worker, Stream fromWorker) = Pair();
        _toHost = new Channel(broker, new Handler(static _ => { }));
        _host = new Channel(host, new Handler(request =>
        {
            lock (_atHost)
            {
                _atHost.Add(request);
            }
        }));
        _relay = new HostRelay(7, _toHost, reason =>
        {
            lock (_ended)
            {
                _ended.Add(reason);
            }
        });
        _worker = new Channel(worker, new Handler(static _ => { }));
        _toWorker = new Channel(fromWorker, new Handler(_relay.Forward));
        foreach (Channel channel in (Channel[])[_toHost, _host, _worker, _toWorker])
        {
            channel.Start();
        }
    }

    [Fact]
    public async Task A_message_reaches_the_host_as_it_is_and_its_answer_the_guest()
    {
        Task<Reply> call = _worker.CallAsync("host.call", "}{ no JSON"u8.ToArray(), new byte[] { 1, 2 });
        Request request = await AtHost(1);
        Assert.Equal(("host.call", """{"guest":7,"length":10}"""), (request.Message.Method, request.Message.JsonText));
        Assert.Equal([.. "}{ no JSON"u8, 1, 2], request.Message.Data.ToArray());
        request.Answer(new Reply(false, "{}"u8.ToArray(), new byte[] { 3 }));
        Assert.Equal([3], (await call).Data.ToArray());
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task A_message_that_the_host_calls_malformed_ends_the_guest()
    {
        _ = _worker.CallAsync("host.call", "x"u8.ToArray());
        (await AtHost(1)).Answer(Reply.Failure("protocol", "malformed"));
        Assert.Equal("it sent its host a message that none is", await Ended());
    }

    [Fact]
    public async Task As_many_unanswered_messages_as_the_realm_sends_pass_and_more_end_the_guest()
    {
        for (int i = 0; i < 288; i++)
        {
            _ = _worker.CallAsync("host.call", "{}"u8.ToArray());
        }

        await AtHost(288);
        Assert.Empty(_ended);
        _ = _worker.CallAsync("host.call", "{}"u8.ToArray());
        Assert.Equal("it sent its host more than the protocol allows", await Ended());
    }

    [Fact]
    public async Task Unanswered_bytes_are_bounded_too()
    {
        for (int i = 0; i < 16; i++)
        {
            _ = _worker.CallAsync("host.call", "{}"u8.ToArray(), new byte[1024 * 1024 - 2]);
        }

        await AtHost(16);
        Assert.Empty(_ended);
        _ = _worker.CallAsync("host.answer", "{}"u8.ToArray());
        Assert.Equal("it sent its host more than the protocol allows", await Ended());
    }

    [Fact]
    public async Task One_message_is_bounded()
    {
        _ = _worker.CallAsync("host.call", "{}"u8.ToArray(), new byte[Methods.LargestHostMessage - 2]);
        await AtHost(1);
        Assert.Empty(_ended);
        _ = _worker.CallAsync("host.call", "{}"u8.ToArray(), new byte[Methods.LargestHostMessage - 1]);
        Assert.Equal("it sent its host more than the protocol allows", await Ended());
    }

    [Fact]
    public async Task Messages_of_the_host_wait_for_the_entry_and_keep_their_order()
    {
        Deliver("one");
        Deliver("two");
        Assert.Empty(_said);
        var all = new TaskCompletionSource();
        _relay.Open((json, _) =>
        {
            _said.Add(Encoding.ASCII.GetString(json.Span));
            if (_said.Count == 3)
            {
                all.SetResult();
            }
        });
        Deliver("three");
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["one", "two", "three"], _said);
    }

    [Fact]
    public async Task A_worker_that_does_not_read_holds_nobody_up_and_is_ended()
    {
        using var stuck = new ManualResetEventSlim();
        _relay.Open((_, _) => stuck.Wait());
        byte[] large = new byte[3 * 1024 * 1024];
        for (int i = 0; i < 21; i++)
        {
            Deliver("x", large);
        }

        Assert.Empty(_ended);
        Deliver("x", large);
        Assert.Equal("it does not read what its host sends", await Ended());
        stuck.Set();
    }

    public void Dispose()
    {
        foreach (Channel channel in (Channel[])[_toHost, _host, _worker, _toWorker])
        {
            channel.Dispose();
        }
    }

    private static (Stream One, Stream Other) Pair()
    {
        var there = new AnonymousPipeServerStream(PipeDirection.Out);
        var back = new AnonymousPipeServerStream(PipeDirection.Out);
        return (
            new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, back.ClientSafePipeHandle), there),
            new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, there.ClientSafePipeHandle), back));
    }

    private void Deliver(string json, byte[]? data = null) => _relay.Deliver(new Message(
        "guest.message", Encoding.ASCII.GetBytes($$"""{"guest":7,"length":{{json.Length}}}"""), (byte[])[.. Encoding.ASCII.GetBytes(json), .. data ?? []]));

    private async Task<Request> AtHost(int count)
    {
        for (int i = 0; i < 3000; i++)
        {
            lock (_atHost)
            {
                if (_atHost.Count >= count)
                {
                    return _atHost[count - 1];
                }
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{_atHost.Count} of {count} messages came");
    }

    private async Task<string> Ended()
    {
        for (int i = 0; i < 3000 && _ended.Count == 0; i++)
        {
            await Task.Delay(10);
        }

        return Assert.Single(_ended);
    }

    private sealed class Handler(Action<Request> onRequest) : IChannelHandler
    {
        public void OnRequest(Request request) => onRequest(request);

        public void OnEvent(Message message)
        {
        }

        public void OnClosed(string? reason)
        {
        }
    }
}
