using System.IO.Pipes;
using System.Text;
using Bailey.Protocol;

namespace Bailey.Library.Tests;

/// <summary>
/// What a worker that was taken over may send: any bytes, relayed by the broker without a look. The broker is played by the test, so that
/// nothing but the library judges. An error answer is the library's word for "end this guest".
/// </summary>
public sealed class HostileWorkerTests : IDisposable
{
    private readonly Channel _library;
    private readonly Channel _broker;
    private readonly Guest _guest;
    private int _calls;

    public HostileWorkerTests()
    {
        var events = new BrokerEvents();
        (Stream one, Stream other) = Pair();
        _library = new Channel(one, events);
        _broker = new Channel(other, new Silent());
        var options = new GuestOptions();
        options.Functions["granted"] = (int n) => n + Interlocked.Increment(ref _calls);
        options.Functions["withheld"] = () => Interlocked.Increment(ref _calls);
        _guest = new Guest(_library, 1, options);
        events.Add(_guest);
        _guest.Calls.Functions.Start([0]);
        _library.Start();
        _broker.Start();
    }

    [Theory]
    [InlineData("host.call", "")]
    [InlineData("host.call", "{")]
    [InlineData("host.call", "[]")]
    [InlineData("host.call", "null")]
    [InlineData("host.call", "\u0001\u0002")]
    [InlineData("host.call", """{"kind":"call"}""")]
    [InlineData("host.call", """{"kind":"call","target":0}""")]
    [InlineData("host.call", """{"kind":1,"target":0,"args":[]}""")]
    [InlineData("host.call", """{"kind":"call","target":-1,"args":[]}""")]
    [InlineData("host.call", """{"kind":"call","target":2,"args":[]}""")]
    [InlineData("host.call", """{"kind":"call","target":1e99,"args":[]}""")]
    [InlineData("host.call", """{"kind":"call","target":0,"target":0,"args":[]}""")]
    [InlineData("host.call", """{"kind":"call","target":0,"args":{}}""")]
    [InlineData("host.answer", "")]
    [InlineData("host.answer", """{"call":"1"}""")]
    [InlineData("host.answer", """{"value":1}""")]
    [InlineData("host.steal", "{}")]
    public async Task A_message_that_is_none_ends_the_guest_and_nothing_else(string method, string json)
    {
        Assert.True((await Send(method, json)).IsError);
        Assert.True((await Send("host.call", new string('[', 100_000))).IsError);
        Assert.Equal(0, _calls);
        Assert.Equal("""{"value":5}""", (await Send("host.call", """{"kind":"call","target":0,"args":[4]}""")).JsonText);
    }

    [Fact]
    public async Task A_number_that_was_not_granted_answers_nothing()
    {
        Reply reply = await Send("host.call", """{"kind":"call","target":1,"args":[]}""");
        Assert.Contains("\"error\"", reply.JsonText, StringComparison.Ordinal);
        Assert.Equal(0, _calls);
        // The control: granted, it answers.
        _guest.Calls.Functions.Start([1]);
        Assert.Equal("""{"value":1}""", (await Send("host.call", """{"kind":"call","target":1,"args":[]}""")).JsonText);
    }

    [Theory]
    [InlineData("[\"x\"]")]
    [InlineData("[{}]")]
    [InlineData("[1.5]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[{\"TAG\":\"bytes\",\"value\":[0,99999]}]")]
    [InlineData("[{\"TAG\":\"function\",\"value\":1}]")]
    [InlineData("[null]")]
    [InlineData("[]")]
    public async Task Arguments_that_do_not_fit_are_an_error_in_the_guest(string arguments)
    {
        string json = $$"""{"kind":"call","target":0,"args":{{arguments.Replace("TAG", _guest.Calls.Tag, StringComparison.Ordinal)}}}""";
        Reply reply = await Send("host.call", json);
        Assert.False(reply.IsError);
        Assert.Contains("argument 1", reply.JsonText, StringComparison.Ordinal);
        Assert.Equal(0, _calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"value\":")]
    [InlineData("\"error\":7")]
    [InlineData("\"value\":{\"TAG\":\"bytes\",\"value\":[-1,5]}")]
    [InlineData("\"value\":{\"TAG\":\"bytes\",\"value\":[0,2147483647]}")]
    [InlineData("\"value\":{\"TAG\":\"bytes\",\"value\":\"AAAA\"}")]
    [InlineData("\"value\":{\"TAG\":\"date\",\"value\":1e300}")]
    [InlineData("\"value\":{\"TAG\":\"other\"}")]
    [InlineData("\"value\":\"\\udc00\"")]
    public async Task An_answer_of_another_shape_is_no_value_and_no_exception(string content)
    {
        Task<GuestResult<byte[]>> call = _guest.CallAsync<byte[]>("f");
        string member = content.Length == 0 ? "" : "," + content.Replace("TAG", _guest.Calls.Tag, StringComparison.Ordinal);
        Reply reply = await Send("host.answer", $$"""{"call":1{{member}}}""");
        if (reply.IsError)
        {
            Assert.False(call.IsCompleted);
            _guest.End(new GuestOutcome.Killed("protocol"));
            Assert.IsType<GuestResult<byte[]>.Ended>(await call);
        }
        else
        {
            Assert.IsType<GuestResult<byte[]>.Mismatch>(await call);
        }

        // The control: the same call, answered well.
        Assert.Equal([7], (await Answered(new Guest(_library, 2, new GuestOptions()))).ValueOrThrow());
    }

    public void Dispose()
    {
        _library.Dispose();
        _broker.Dispose();
    }

    private static Task<GuestResult<byte[]>> Answered(Guest guest)
    {
        Task<GuestResult<byte[]>> call = guest.CallAsync<byte[]>("f");
        Assert.True(guest.Calls.Complete(Encoding.UTF8.GetBytes($$$"""{"call":1,"value":{"{{{guest.Calls.Tag}}}":"bytes","value":[0,1]}}"""), new byte[] { 7 }));
        return call;
    }

    private static (Stream One, Stream Other) Pair()
    {
        var there = new AnonymousPipeServerStream(PipeDirection.Out);
        var back = new AnonymousPipeServerStream(PipeDirection.Out);
        return (
            new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, back.ClientSafePipeHandle), there),
            new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, there.ClientSafePipeHandle), back));
    }

    private Task<Reply> Send(string method, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return _broker.CallAsync(method, Encoding.ASCII.GetBytes($$"""{"guest":1,"length":{{bytes.Length}}}"""), bytes);
    }

    private sealed class Silent : IChannelHandler
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
}
