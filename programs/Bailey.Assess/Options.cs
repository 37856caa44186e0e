using Bailey.Assess.Attacks;

namespace Bailey.Assess;

/// <summary>What was asked for.</summary>
/// <param name="Json">The report as JSON.</param>
/// <param name="Html">Where the page is written; null for none.</param>
/// <param name="Only">The columns to try.</param>
internal sealed record Options(bool Json, string? Html, IReadOnlyList<string> Only)
{
    /// <summary>Null where the arguments are wrong; the command line has parsed them before.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options(false, null, [.. Column.All.Select(static column => column.Id)]);
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--html" when i + 1 < arguments.Length:
                    options = options with { Html = arguments[++i] };
                    break;
                case "--only" when i + 1 < arguments.Length:
                    options = options with { Only = arguments[++i].Split(',') };
                    break;
                default:
                    Console.Error.WriteLine($"bailey: {arguments[i]} is no option");
                    return null;
            }
        }

        return options;
    }
}
