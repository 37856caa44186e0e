using System.Net;
using System.Net.Sockets;

namespace Bailey.Library.Tests;

/// <summary>A plug-in that fetches, from a server on this machine's loopback.</summary>
public sealed class FetchTests(Published published) : IClassFixture<Published>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plug_in_fetches_from_an_origin_that_its_policy_names(bool granted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string origin = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = Answer(listener);
        await using PlugIn plugIn = await PlugIn.Load(
            published.Host, $"export const get = async () => (await fetch('{origin}/')).text();",
            more: $$""" "egress":[{"origin":"{{(granted ? origin : "https://other.example")}}","methods":["GET"],"privateAddresses":true}] """);
        GuestResult<string> result = await plugIn.Guest.CallAsync<string>("get");
        if (granted)
        {
            Assert.Equal("hello", result.ValueOrThrow());
            Assert.Empty(plugIn.Refusals);
        }
        else
        {
            Assert.Throws<GuestException>(() => result.ValueOrThrow());
            Assert.EndsWith($"To allow it: bailey.json: egress += {{ \"origin\": \"{origin}\", \"methods\": [\"GET\"] }}", Assert.Single(plugIn.Refusals).Sentence, StringComparison.Ordinal);
        }
    }

    private static async Task Answer(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        using var lines = new StreamReader(stream, leaveOpen: true);
        while (await lines.ReadLineAsync() is { Length: > 0 })
        {
            // To the end of the head: what is closed with something unread in it is reset.
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray());
    }
}
