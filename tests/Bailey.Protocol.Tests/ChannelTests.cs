using System.Text;

namespace Bailey.Protocol.Tests;

public sealed class ChannelTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 65536)]
    [InlineData(65536, 1)]
    [InlineData(70_000, 300_000)]
    public void A_message_of_any_length_arrives_as_it_was_sent(int jsonLength, int dataLength)
    {
        (Stream left, Stream right) = Pair.Open();
        byte[] json = [.. Enumerable.Range(0, jsonLength).Select(i => (byte)(i % 251))];
        byte[] data = [.. Enumerable.Range(0, dataLength).Select(i => (byte)(i % 241))];
        using var server = new Channel(right, new Recorder(message => new Reply(false, message.Json, message.Data)));
        using var client = new Channel(left, new Recorder());
        server.Start();
        client.Start();
        Reply reply = client.Call("file.read", json, data);
        Assert.Equal(json, reply.Json.ToArray());
        Assert.Equal(data, reply.Data.ToArray());
    }

    [Fact]
    public async Task Answers_find_their_questions_whatever_their_order()
    {
        (Stream left, Stream right) = Pair.Open();
        using var server = new Channel(right, new Recorder(message => new Reply(false, message.Json, default)));
        using var client = new Channel(left, new Recorder());
        server.Start();
        client.Start();
        Task<Reply>[] all = [.. Enumerable.Range(0, 500).Select(i => client.CallAsync("file.stat", Encoding.ASCII.GetBytes($"{i}")))];
        Reply[] replies = await Task.WhenAll(all);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), replies.Select(reply => reply.JsonText));
    }

    [Fact]
    public async Task A_waiting_caller_learns_that_the_other_side_is_gone()
    {
        (Stream left, Stream right) = Pair.Open();
        var silent = new Silent();
        var server = new Channel(right, silent);
        using var client = new Channel(left, new Recorder());
        server.Start();
        client.Start();
        Task<Reply> asked = client.CallAsync("file.stat", "{}"u8.ToArray());
        await silent.Asked;
        server.Dispose();
        await Assert.ThrowsAsync<ProtocolException>(() => asked);
    }

    [Fact]
    public async Task A_cancelled_request_ends_at_once_and_the_channel_goes_on()
    {
        (Stream left, Stream right) = Pair.Open();
        var silent = new Silent();
        using var server = new Channel(right, silent);
        using var client = new Channel(left, new Recorder(_ => Reply.Empty));
        server.Start();
        client.Start();
        using var cancellation = new CancellationTokenSource();
        Task<Reply> asked = client.CallAsync("file.stat", "{}"u8.ToArray(), default, cancellation.Token);
        await silent.Asked;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.False((await server.CallAsync("file.stat", "{}"u8.ToArray())).IsError);
    }

    [Fact]
    public async Task What_the_other_side_said_last_arrives_though_it_no_longer_listens()
    {
        (Stream left, Stream right) = Pair.Open();
        var recorder = new Recorder();
        using var server = new Channel(right, recorder);
        using (var client = new Channel(left, new Recorder()))
        {
            client.Notify("guest.exit", "{}"u8);
        }

        // Fails, because nobody reads; the event that is still unread must survive that.
        await Assert.ThrowsAsync<ProtocolException>(() => server.CallAsync("guest.boot", new byte[1_000_000]));
        server.Start();
        await recorder.Closed;
        Assert.Equal("guest.exit", Assert.Single(recorder.Events).Method);
    }

    private sealed class Silent : IChannelHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public void OnRequest(Request request) => _asked.TrySetResult();

        public void OnEvent(Message message)
        {
        }

        public void OnClosed(string? reason)
        {
        }
    }
}
