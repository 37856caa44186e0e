using Bailey.Interop;
using Bailey.Protocol;
using Bailey.WebHost;

// bailey-webhost: started by the broker inside the sandbox, with the channel on descriptor 3 and a listening socket on 7.
const int ChannelDescriptor = 3;
const int Failed = 70;

try
{
    using var stream = new DescriptorStream(new OwnedDescriptor(ChannelDescriptor, ownsHandle: true));
    return WebHostProcess.Run(stream);
}
catch (Exception error) when (error is ProtocolException or IOException)
{
    Console.Error.WriteLine($"bailey-webhost: {error.Message}");
    return Failed;
}
