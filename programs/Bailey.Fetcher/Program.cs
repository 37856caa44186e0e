using Bailey.Fetcher;
using Bailey.Interop;
using Bailey.Protocol;

// bailey-fetcher: started by the broker inside the sandbox, with the channel on descriptor 3.
const int ChannelDescriptor = 3;
const int Failed = 70;

try
{
    using var stream = new DescriptorStream(new OwnedDescriptor(ChannelDescriptor, ownsHandle: true));
    return FetcherProcess.Run(stream);
}
catch (Exception error) when (error is ProtocolException or IOException)
{
    Console.Error.WriteLine($"bailey-fetcher: {error.Message}");
    return Failed;
}
