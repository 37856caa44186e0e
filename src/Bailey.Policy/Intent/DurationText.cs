using System.Globalization;

namespace Bailey.Policy;

/// <summary>Durations written with a unit: <c>500ms</c>, <c>60s</c>, <c>5m</c>, <c>24h</c>.</summary>
public static class DurationText
{
    private static readonly (string Name, long Milliseconds)[] Units = [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Reads a whole number of at most nine digits without leading zeros, directly followed by a unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        int digits = ByteSize.LeadingDigits(text);
        if (digits is 0 or > 9 || (digits > 1 && text[0] == '0'))
        {
            return false;
        }

        long unit = Array.Find(Units, candidate => candidate.Name == text[digits..]).Milliseconds;
        duration = TimeSpan.FromMilliseconds(unit * int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture));
        return unit != 0;
    }

    /// <summary>The largest unit that divides the duration exactly. Durations are whole milliseconds; less is dropped.</summary>
    public static string Format(TimeSpan duration)
    {
        long milliseconds = (long)duration.TotalMilliseconds;
        var (name, unit) = milliseconds == 0 ? ("ms", 1) : Array.Find(Units, candidate => milliseconds % candidate.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / unit}{name}");
    }
}
