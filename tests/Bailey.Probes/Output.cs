using System.Text;
using Bailey.Interop;

namespace Bailey.Probes;

/// <summary>Text on descriptor 1 by write(2) alone: it still works when no file can be opened any more.</summary>
internal static class Output
{
    private static readonly OwnedDescriptor Standard = OwnedDescriptor.Borrow(1);

    public static void Line(string text) => _ = LibC.write(Standard, Encoding.UTF8.GetBytes(text + "\n"), out _);

    // Loads whatever a later call would load lazily.
    public static void Warm() => _ = LibC.write(Standard, Encoding.UTF8.GetBytes(""), out _);
}
