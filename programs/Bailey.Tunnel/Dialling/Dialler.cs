using System.Net;
using System.Net.Sockets;
using Bailey.Policy;

namespace Bailey.Tunnel.Dialling;

/// <summary>What became of a dial: a connection, a refusal, or neither where nobody answered.</summary>
/// <param name="Socket">The connection; the caller owns it.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Refused">Why it was not dialled; null where it was.</param>
internal readonly record struct Dialled(Socket? Socket, IPAddress? Address, EgressReason? Refused);

/// <summary>Looks a granted host up once, checks every answer, and dials exactly what it checked.</summary>
/// <param name="names">Looks names up.</param>
/// <param name="isOwn">Whether an address is the host's own.</param>
/// <remarks>
/// <b>Stops:</b> a granted name that leads inwards, with one of its answers or with all, at the first lookup or at a later one (rebinding):
/// no answer is used that was not checked, and none is looked up twice for one connection.
/// <para><b>Does not stop:</b> a public address that forwards inwards.</para>
/// </remarks>
internal sealed class Dialler(INames names, Func<IPAddress, bool> isOwn)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int MostAddresses = 8;

    /// <summary>Dials the host of a grant.</summary>
    public async Task<Dialled> DialAsync(EgressRoute route, CancellationToken cancellation)
    {
        IPAddress[] addresses = await names.AddressesAsync(route.Host, cancellation);
        if (!route.PrivateAddresses && Array.Exists(addresses, address => AddressScope.NotPublic(address) is not null || isOwn(address)))
        {
            return new Dialled(null, null, EgressReason.PrivateAddress);
        }

        foreach (IPAddress address in addresses.Take(MostAddresses))
        {
            if (await TryAsync(address, route.Port, cancellation) is { } socket)
            {
                return new Dialled(socket, address, null);
            }
        }

        return default;
    }

    private static async Task<Socket?> TryAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), deadline.Token);
            return socket;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
