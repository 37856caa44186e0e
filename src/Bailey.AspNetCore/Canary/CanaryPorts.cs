using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bailey.AspNetCore;

/// <summary>One loopback port for each thing that a canary tries, and what arrived there. Nothing is answered.</summary>
internal sealed class CanaryPorts : IDisposable
{
    // Name of the attempt in the page's address, and the words for what got out.
    private static readonly (string Name, string Words)[] Streams =
    [
        ("request", "a request to another origin"),
        ("connection", "a connection opened ahead (preconnect)"),
        ("realm", "a request of a frame without an address"),
        ("navigation", "navigation of the frame"),
    ];

    private readonly List<TcpListener> _listeners = [];
    private readonly UdpClient _datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<string, bool> _arrived = new(StringComparer.Ordinal);

    public CanaryPorts()
    {
        var query = new List<string> { $"webrtc={((IPEndPoint)_datagrams.Client.LocalEndPoint!).Port}" };
        _ = Receive();
        foreach ((string name, string words) in Streams)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            _listeners.Add(listener);
            query.Add($"{name}={((IPEndPoint)listener.LocalEndpoint).Port}");
            _ = Accept(listener, words);
        }

        Query = string.Join('&', query);
    }

    /// <summary>Which port is for what, for the page's address.</summary>
    public string Query { get; }

    /// <summary>In words, and whether anything was said over it.</summary>
    public IReadOnlyDictionary<string, bool> Arrived => _arrived;

    public void Dispose()
    {
        foreach (TcpListener listener in _listeners)
        {
            listener.Dispose();
        }

        _datagrams.Dispose();
    }

    private async Task Accept(TcpListener listener, string words)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                _arrived.TryAdd(words, false);
                _ = Listen(client, words);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task Listen(TcpClient client, string words)
    {
        using (client)
        using (var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
        {
            try
            {
                if (await client.GetStream().ReadAsync(new byte[1], enough.Token) > 0)
                {
                    _arrived[words] = true;
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // A connection without a word.
            }
        }
    }

    private async Task Receive()
    {
        try
        {
            await _datagrams.ReceiveAsync();
            _arrived.TryAdd("a datagram of WebRTC", false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }
}
