using System.Globalization;
using System.Runtime.InteropServices;

namespace Bailey.Web.Serving;

/// <summary>What a Range header asks of a file (RFC 9110, section 14): one range, or the whole.</summary>
/// <param name="From">First byte.</param>
/// <param name="Length">How many; 0 where nothing of the file was asked for.</param>
/// <param name="Status">200 the whole, 206 a part, 416 nothing of it is there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ByteRange(long From, long Length, int Status)
{
    /// <summary>Reads the header. Several ranges, other units and what is malformed give the whole, as the RFC allows.</summary>
    /// <param name="header">Null where there is none.</param>
    /// <param name="size">Of the file.</param>
    public static ByteRange Of(string? header, long size)
    {
        var whole = new ByteRange(0, size, 200);
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) || header.Split('-') is not [var before, var after])
        {
            return whole;
        }

        string first = before["bytes=".Length..].Trim();
        bool hasFirst = TryNumber(first, out long from);
        bool hasLast = TryNumber(after.Trim(), out long last);
        if ((!hasFirst && first.Length > 0) || (!hasLast && after.Trim().Length > 0) || (!hasFirst && !hasLast) || (hasFirst && hasLast && last < from))
        {
            return whole;
        }

        if (!hasFirst)
        {
            from = Math.Max(0, size - last);
            last = last == 0 ? -1 : size - 1;
        }
        else
        {
            last = hasLast ? Math.Min(last, size - 1) : size - 1;
        }

        return from >= size || last < from ? new ByteRange(0, 0, 416) : new ByteRange(from, last - from + 1, 206);
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
