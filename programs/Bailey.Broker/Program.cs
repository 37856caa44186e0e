using Bailey.Broker.Sessions;
using Bailey.Protocol;

// bailey-broker: the real parent. Speaks the protocol with its host over standard input and output, and ends with it.
using var server = new BrokerServer(new BrokerOptions
{
    WorkerFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../worker")),
    TunnelFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../tunnel")),
    FetcherFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../fetcher")),
    WebHostFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../webhost")),
});
using var host = new Channel(new DuplexStream(Console.OpenStandardInput(), Console.OpenStandardOutput()), server);
server.Attach(host);
server.Wait();
return 0;
