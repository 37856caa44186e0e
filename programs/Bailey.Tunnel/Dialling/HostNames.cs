using System.Net;
using System.Net.Sockets;
using Bailey.Policy;

namespace Bailey.Tunnel.Dialling;

/// <summary>Turns names into addresses.</summary>
internal interface INames
{
    /// <summary>All addresses of a name, in the order to try them; none where it has none.</summary>
    Task<IPAddress[]> AddressesAsync(HostName host, CancellationToken cancellation);
}

/// <summary>The machine's own way: getaddrinfo(3), with the resolv.conf and hosts of the machine.</summary>
internal sealed class HostNames : INames, IDisposable
{
    /// <summary>How many names are looked up at once: each takes a thread.</summary>
    public const int MostAtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    /// <inheritdoc/>
    public async Task<IPAddress[]> AddressesAsync(HostName host, CancellationToken cancellation)
    {
        if (host.Address is { } address)
        {
            return [address];
        }

        await _turns.WaitAsync(cancellation);
        Task<IPAddress[]> lookup = Dns.GetHostAddressesAsync(host.Text, CancellationToken.None);
        _ = lookup.ContinueWith(_ => _turns.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await lookup.WaitAsync(Patience, cancellation);
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
