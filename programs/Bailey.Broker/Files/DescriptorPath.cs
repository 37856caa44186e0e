using System.Globalization;
using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>
/// The broker's own name for a file that it holds open with O_PATH, for the calls that take no such descriptor (chmod, utimensat,
/// access). Made of a number only. The call must be given the same descriptor too: that keeps the number from being reused meanwhile.
/// </summary>
internal static class DescriptorPath
{
    /// <summary><c>/proc/self/fd/7</c>. Valid while the descriptor is open.</summary>
    public static string Of(OwnedDescriptor descriptor) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor.Number}");
}
