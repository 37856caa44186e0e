using Bailey.Broker.Sessions;
using Bailey.Broker.Workers;
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
    /// <param name="program">The guest that will be started, whose worker then starts at once; null: none.</param>
    /// <exception cref="BaileyException">The machine refused.</exception>
    public static BaileyHost Start(GuestProgram? program = null)
    {
        try
        {
            LibCException.ThrowIf(LibC.socketpair(out OwnedDescriptor ours, out OwnedDescriptor theirs), "socketpair");
            var server = new BrokerServer(new BrokerOptions
            {
                TunnelFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../tunnel")),
                FetcherFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../fetcher")),
                WorkerFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../worker")),
                StartAhead = program is null ? [] : [LooksCompiled(program) ? WorkerKind.GuestWithJit : WorkerKind.Guest],
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

    // A guess from the text, long before the policy is read: the broker decides, and takes another worker where the guess was wrong.
    private static bool LooksCompiled(GuestProgram program) =>
        program.Bailey is { } text && (text.Contains("\"jit\"", StringComparison.Ordinal) || text.Contains("\"allow\"", StringComparison.Ordinal));
}
