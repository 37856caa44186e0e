using System.Buffers.Binary;
using Bailey.Interop;

namespace Bailey.Probes;

/// <summary>Receives a filter: a length of four bytes, little-endian, and the program.</summary>
internal static class Warmth
{
    public static byte[] ReceiveFilter(int descriptor)
    {
        var channel = new DescriptorStream(OwnedDescriptor.Borrow(descriptor));
        var length = new byte[4];
        channel.ReadExactly(length);
        var program = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        channel.ReadExactly(program);
        // Once before, so that nothing of it is loaded or compiled under the filter.
        foreach ((string name, Func<Outcome> attempt) in Attacks.All)
        {
            if (name is "prctl_dumpable" or "read_host_file" or "socket_inet" or "neighbour_limits" || name.StartsWith("see_", StringComparison.Ordinal))
            {
                _ = Attacks.Make(attempt).ToString();
            }
        }

        return program;
    }
}
