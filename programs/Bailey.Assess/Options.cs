using Bailey.Assess.Attacks;

namespace Bailey.Assess;

/// <summary>What was asked for.</summary>
/// <param name="Json">The report as JSON.</param>
/// <param name="Html">Where the page is written; null for none.</param>
/// <param name="Only">The columns to try.</param>
/// <param name="Hole">Adds an attempt that succeeds and that nobody explained: the assessment must fail. For its tests.</param>
internal sealed record Options(bool Json, string? Html, IReadOnlyList<string> Only, bool Hole)
{
    /// <summary>Null where the arguments are wrong; the command line has parsed them before.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options(false, null, [.. Column.All.Select(static column => column.Id)], false);
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
                case "--only" when i + 1 < arguments.Length && arguments[i + 1].Split(',') is { } only && only.All(static id => Column.All.Any(column => column.Id == id)):
                    options = options with { Only = only };
                    i++;
                    break;
                case "--with-hole":
                    options = options with { Hole = true };
                    break;
                default:
                    Console.Error.WriteLine($"bailey: {arguments[i]} is no option, or not with what follows");
                    return null;
            }
        }

        return options;
    }
}
