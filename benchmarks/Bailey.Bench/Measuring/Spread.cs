namespace Bailey.Bench.Measuring;

/// <summary>A median and how sure it is.</summary>
/// <param name="Median">The median of the values.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="Count">How many values there were.</param>
internal sealed record Spread(double Median, double Low, double High, int Count)
{
    private const double Coverage = 0.95;

    /// <summary>
    /// The median and the narrowest pair of order statistics that holds the true median with at least 95 % probability, whatever the
    /// distribution (nine values: the second and the eighth). With fewer than six values there is none: the least and the greatest.
    /// </summary>
    /// <param name="values">At least one.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int n = sorted.Length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        int skip = 0;
        double outside = Math.Pow(0.5, n);
        double binomial = 1;
        for (int k = 1; k < (n + 1) / 2; k++)
        {
            binomial = binomial * (n - k + 1) / k;
            outside += binomial * Math.Pow(0.5, n);
            if (1 - 2 * outside < Coverage)
            {
                break;
            }

            skip = k;
        }

        return new Spread(median, sorted[skip], sorted[n - 1 - skip], n);
    }
}
