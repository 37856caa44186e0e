using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Tunnel;

// bailey-tunnel: started by the broker inside the sandbox, with the channel on descriptor 3 and a listening socket on 7.
const int ChannelDescriptor = 3;
const int Failed = 70;

try
{
    using var stream = new DescriptorStream(new OwnedDescriptor(ChannelDescriptor, ownsHandle: true));
    return TunnelProcess.Run(stream);
}
catch (Exception error) when (error is ProtocolException or IOException)
{
    Console.Error.WriteLine($"bailey-tunnel: {error.Message}");
    return Failed;
}
