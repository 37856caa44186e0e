using System.Net;
using System.Net.Sockets;
using Bailey.Policy;
using Bailey.Tunnel.Dialling;

namespace Bailey.Tunnel.Tests;

public sealed class DiallerTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("192.31.196.10", "10.0.0.1")]
    [InlineData("10.0.0.1", "192.31.196.10")]
    public async Task One_answer_that_is_not_public_refuses_all_before_anything_is_dialled(params string[] answers)
    {
        var names = new Answers([.. answers.Select(IPAddress.Parse)]);
        Dialled dialled = await new Dialler(names, static _ => false).DialAsync(Route(9, isPrivate: false), CancellationToken.None);
        Assert.Equal((EgressReason.PrivateAddress, null), (dialled.Refused, dialled.Socket));
    }

    [Fact]
    public async Task A_public_address_of_the_host_itself_is_refused()
    {
        var names = new Answers(IPAddress.Parse("192.31.196.10"));
        Dialled own = await new Dialler(names, static _ => true).DialAsync(Route(9, isPrivate: false), CancellationToken.None);
        Assert.Equal(EgressReason.PrivateAddress, own.Refused);
        Assert.True(OwnAddresses.Holds(IPAddress.Loopback));
        Assert.False(OwnAddresses.Holds(IPAddress.Parse("192.31.196.10")));
    }

    [Fact]
    public async Task What_is_dialled_is_the_address_that_was_checked_looked_up_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var names = new Answers(IPAddress.Loopback);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Dialled dialled = await new Dialler(names, static _ => true).DialAsync(Route(port, isPrivate: true), CancellationToken.None);
        using Socket? socket = dialled.Socket;
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket!.RemoteEndPoint!).Address);
        Assert.Equal(1, names.Asked);
        // The control: the same without the grant's word for it.
        Assert.Equal(EgressReason.PrivateAddress, (await new Dialler(names, static _ => true).DialAsync(Route(port, isPrivate: false), CancellationToken.None)).Refused);
    }

    [Fact]
    public async Task A_name_without_addresses_is_no_refusal_and_no_connection() =>
        Assert.Equal(default, await new Dialler(new Answers(), static _ => false).DialAsync(Route(9, isPrivate: false), CancellationToken.None));

    private static EgressRoute Route(int port, bool isPrivate) => new(HostName.Parse("a.example", out _)!, port, true, ["CONNECT"], isPrivate, "egress[0]");

    private sealed class Answers(params IPAddress[] addresses) : INames
    {
        public int Asked { get; private set; }

        public Task<IPAddress[]> AddressesAsync(HostName host, CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult(addresses);
        }
    }
}
