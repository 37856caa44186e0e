using Bailey.Broker.Sessions;
using Bailey.Interop;
using Bailey.Protocol;

namespace Bailey.Cli;

/// <summary>
/// The broker of a command line, in the command line's own process: it serves nobody else and ends with it, so a second process would
/// only cost its start. A program that embeds Bailey gets a broker of its own process.
/// </summary>
internal static class LocalBroker
{
    /// <summary>Starts it.</summary>
    /// <param name="forGuest">Whether a guest will be started: its workers then start at once.</param>
    /// <exception cref="BaileyException">The machine refused.</exception>
    public static BaileyHost Start(bool forGuest)
    {
        try
        {
            LibCException.ThrowIf(LibC.socketpair(out OwnedDescriptor ours, out OwnedDescriptor theirs), "socketpair");
            var server = new BrokerServer(new BrokerOptions
            {
                WorkerFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../worker")),
                StartAhead = forGuest,
            });
            var channel = new Channel(new DescriptorStream(theirs, isSocket: true), server);
            server.Attach(channel);
            return new BaileyHost(new DescriptorStream(ours, isSocket: true), () =>
            {
                server.Wait();
                server.Dispose();
                channel.Dispose();
                return Task.CompletedTask;
            });
        }
        catch (IOException error)
        {
            throw new BaileyException(BaileyFault.Broker, error.Message);
        }
    }
}
