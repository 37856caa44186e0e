using System.Globalization;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>The host name and the addresses of each attack's own, which tell whose a packet was.</summary>
internal static class Targets
{
    /// <summary>The name of nobody's attack, which tests visit to see that visits are seen.</summary>
    public const string Witness = "witness";

    /// <summary>What every attacked name ends with.</summary>
    public const string Zone = "evil.test";

    private const int PerNet = 200;

    /// <summary>The files of an attack as they are served, with what is its own in the place of the words.</summary>
    public static string Fill(int number, string name, string text) => text
        .Replace(Zone, $"{name}.{Zone}", StringComparison.Ordinal)
        .Replace("198.18.0.0", $"198.18.{Tail(number)}", StringComparison.Ordinal)
        .Replace("127.0.0.9", $"127.18.{Tail(number)}", StringComparison.Ordinal)
        .Replace("[2001:db8::]", $"[{Six(number)}]", StringComparison.Ordinal);

    /// <summary>The list for the name server.</summary>
    public static IEnumerable<string> Hosts => Named.Select(static row => $"198.18.{Tail(row.Number)} {row.Name}.{Zone}");

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

    private static readonly Lazy<Dictionary<string, string>> ByAddress = new(static () => Named
        .SelectMany(static row => (KeyValuePair<string, string>[])[new($"198.18.{Tail(row.Number)}", row.Name), new(Six(row.Number), row.Name)])
        .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal));

    private static IEnumerable<(int Number, string Name)> Named => Corpus.All.Select(static (provocation, number) => (number, provocation.Name)).Append((Corpus.All.Count, Witness));

    private static string Tail(int number) => string.Create(CultureInfo.InvariantCulture, $"{1 + (number / PerNet)}.{1 + (number % PerNet)}");

    private static string Six(int number) => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{0x1000 + number:x}");
}
