using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>Samples by column, taken in rounds.</summary>
internal sealed class Samples
{
    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);

    /// <summary>One more of a column.</summary>
    public void Add(string column, double value)
    {
        if (!_values.TryGetValue(column, out List<double>? values))
        {
            _values.Add(column, values = []);
        }

        values.Add(value);
    }

    /// <summary>Each column's.</summary>
    public Dictionary<string, Spread> Spreads() => _values.ToDictionary(static pair => pair.Key, static pair => Spread.Of(pair.Value), StringComparer.Ordinal);

    /// <summary>Two columns compared round by round.</summary>
    public Spread Pairs(string one, string other, Func<double, double, double> compare) => Spread.Of(_values[one].Zip(_values[other], compare));
}
