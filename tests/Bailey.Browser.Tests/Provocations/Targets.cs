using System.Globalization;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>The host name and the addresses of each attack's own, which tell whose a packet was.</summary>
internal static class Targets
{
    private const string Zone = "evil.test";
    private const int PerNet = 200;

    /// <summary>The files of an attack as they are served, with what is its own in the place of the words.</summary>
    public static string Fill(int number, string name, string text) => text
        .Replace(Zone, $"{name}.{Zone}", StringComparison.Ordinal)
        .Replace("198.18.0.0", $"198.18.{Tail(number)}", StringComparison.Ordinal)
        .Replace("127.0.0.9", $"127.18.{Tail(number)}", StringComparison.Ordinal)
        .Replace("[2001:db8::]", $"[{Six(number)}]", StringComparison.Ordinal);

    /// <summary>The list for the name server.</summary>
    public static IEnumerable<string> Hosts => Corpus.All.Select(static (provocation, number) => $"198.18.{Tail(number)} {provocation.Name}.{Zone}");

    /// <summary>Whose a destination is; null when it is nobody's.</summary>
    /// <param name="to">An address, or a host name.</param>
    public static string? Owner(string to)
    {
        if (to.EndsWith("." + Zone, StringComparison.Ordinal))
        {
            return to[..^(Zone.Length + 1)].Split('.')[^1];
        }

        return ByAddress.Value.GetValueOrDefault(to.Replace("127.18.", "198.18.", StringComparison.Ordinal));
    }

    private static readonly Lazy<Dictionary<string, string>> ByAddress = new(static () => Corpus.All
        .SelectMany(static (provocation, number) => (KeyValuePair<string, string>[])[new($"198.18.{Tail(number)}", provocation.Name), new(Six(number), provocation.Name)])
        .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal));

    private static string Tail(int number) => string.Create(CultureInfo.InvariantCulture, $"{1 + (number / PerNet)}.{1 + (number % PerNet)}");

    private static string Six(int number) => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{0x1000 + number:x}");
}
