using System.Globalization;

namespace Bailey.Policy;

/// <summary>A number of bytes, written with a unit: <c>512B</c>, <c>64KB</c>, <c>256MB</c>, <c>2GB</c>. The units are powers of 1024.</summary>
/// <param name="Bytes">0 to 2^53 - 1, so that the number is exact in JavaScript too.</param>
public readonly record struct ByteSize(long Bytes)
{
    private const long Largest = (1L << 53) - 1;

    private static readonly (string Name, long Bytes)[] Units = [("GB", 1L << 30), ("MB", 1L << 20), ("KB", 1L << 10), ("B", 1)];

    /// <summary>So many times 1024 * 1024 bytes.</summary>
    public static ByteSize Megabytes(int count) => new((long)count << 20);

    /// <summary>Reads a whole number without leading zeros, directly followed by a unit. No sign, space, fraction or other spelling.</summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        size = default;
        int digits = LeadingDigits(text);
        if (digits is 0 or > 15 || (digits > 1 && text[0] == '0'))
        {
            return false;
        }

        long unit = Array.Find(Units, candidate => candidate.Name == text[digits..]).Bytes;
        long count = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        if (unit == 0 || count > Largest / unit)
        {
            return false;
        }

        size = new ByteSize(count * unit);
        return true;
    }

    /// <summary>How many ASCII digits a text begins with.</summary>
    internal static int LeadingDigits(string text)
    {
        int other = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    /// <summary>The largest unit that divides the size exactly, so that parsing gives the same size.</summary>
    public override string ToString()
    {
        long bytes = Bytes;
        var (name, unit) = bytes == 0 ? ("B", 1) : Array.Find(Units, candidate => bytes % candidate.Bytes == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit}{name}");
    }
}
