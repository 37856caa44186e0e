using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Bailey.Tunnel.Relaying;

namespace Bailey.Tunnel.Tests;

public sealed class RelayTests
{
    private const int Large = 32 * 1024 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(Large)]
    public async Task What_comes_out_is_what_went_in_both_ways_at_once_and_is_counted(int size)
    {
        await using Line line = await Line.OpenAsync();
        byte[] there = RandomNumberGenerator.GetBytes(size);
        byte[] back = RandomNumberGenerator.GetBytes(size);
        Task<byte[]>[] read = [ReadAsync(line.Server), ReadAsync(line.Client)];
        await Task.WhenAll(SendAsync(line.Client, there), SendAsync(line.Server, back));
        byte[][] got = await Task.WhenAll(read);
        await line.Carried;
        Assert.True(there.SequenceEqual(got[0]));
        Assert.True(back.SequenceEqual(got[1]));
        Assert.Equal((size, size), (line.Relay.Sent, line.Relay.Received));
    }

    [Fact]
    public async Task A_reader_that_is_slow_loses_nothing()
    {
        await using Line line = await Line.OpenAsync();
        byte[] sent = RandomNumberGenerator.GetBytes(Large);
        Task sending = SendAsync(line.Server, sent);
        using var got = new MemoryStream();
        byte[] buffer = new byte[300_000];
        int count;
        while ((count = await line.Client.ReceiveAsync(buffer)) > 0)
        {
            got.Write(buffer, 0, count);
            await Task.Delay(1);
        }

        await sending;
        Assert.True(sent.SequenceEqual(got.ToArray()));
    }

    [Fact]
    public async Task The_end_of_one_side_is_passed_on_and_the_other_goes_on()
    {
        await using Line line = await Line.OpenAsync();
        line.Client.Shutdown(SocketShutdown.Send);
        Assert.Empty(await ReadAsync(line.Server));
        byte[] late = RandomNumberGenerator.GetBytes(Large);
        Task<byte[]> read = ReadAsync(line.Client);
        await SendAsync(line.Server, late);
        byte[] got = await read;
        Assert.True(late.SequenceEqual(got));
        await line.Carried;
    }

    // More broken connections than there are pipes, each with something in its pipe that nobody took.
    [Fact]
    public async Task Nothing_of_a_connection_that_broke_comes_out_of_another()
    {
        for (int i = 0; i < 40; i++)
        {
            await using Line broken = await Line.OpenAsync();
            Task sending = SendAsync(broken.Server, new byte[Large]);
            await broken.Client.ReceiveAsync(new byte[Large / 4]);
            broken.Client.LingerState = new LingerOption(true, 0);
            broken.Client.Dispose();
            await Assert.ThrowsAnyAsync<Exception>(() => broken.Carried);
            broken.Cut();
            await Assert.ThrowsAnyAsync<Exception>(() => sending);
        }

        await using Line line = await Line.OpenAsync();
        byte[] sent = RandomNumberGenerator.GetBytes(Large);
        Task<byte[]> read = ReadAsync(line.Client);
        await SendAsync(line.Server, sent);
        byte[] got = await read;
        Assert.True(sent.SequenceEqual(got));
    }

    [Fact]
    public async Task Cancelling_ends_it_while_it_waits_and_while_it_carries()
    {
        await using (Line waiting = await Line.OpenAsync())
        {
            await waiting.Cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Carried);
        }

        await using Line line = await Line.OpenAsync();
        Task sending = SendAsync(line.Server, new byte[Large]);
        await line.Client.ReceiveAsync(new byte[1024 * 1024]);
        await line.Cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => line.Carried);
        line.Cut();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadAsync(Socket socket)
    {
        using var got = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = await socket.ReceiveAsync(buffer)) > 0)
        {
            got.Write(buffer, 0, count);
        }

        return got.ToArray();
    }

    /// <summary>A client and a server, and the relay between them.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private NetworkStream? _toClient;
        private NetworkStream? _toServer;

        public required Socket Client { get; init; }
        public required Socket Server { get; init; }
        public required Relay Relay { get; init; }
        public CancellationTokenSource Cancellation { get; private init; } = new();
        public Task Carried { get; private set; } = Task.CompletedTask;

        public static async Task<Line> OpenAsync()
        {
            (Socket client, Socket clientSide) = await PairAsync();
            (Socket server, Socket serverSide) = await PairAsync();
            var cancellation = new CancellationTokenSource();
            var line = new Line { Client = client, Server = server, Cancellation = cancellation, Relay = new Relay(cancellation.Token) };
            line._toClient = new NetworkStream(clientSide, ownsSocket: true);
            line._toServer = new NetworkStream(serverSide, ownsSocket: true);
            line.Carried = line.Relay.BothAsync(line._toClient, line._toServer);
            return line;
        }

        /// <summary>Closes the relay's own ends.</summary>
        public void Cut()
        {
            _toClient!.Dispose();
            _toServer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Cut();
            Client.Dispose();
            Server.Dispose();
            Relay.Dispose();
            Cancellation.Dispose();
            return ValueTask.CompletedTask;
        }

        private static async Task<(Socket One, Socket Other)> PairAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var one = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await one.ConnectAsync(listener.LocalEndpoint);
            return (one, await listener.AcceptSocketAsync());
        }
    }
}
