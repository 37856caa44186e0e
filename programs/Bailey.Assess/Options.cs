namespace Bailey.Assess;

/// <summary>What was asked for.</summary>
/// <param name="Json">The report as JSON.</param>
/// <param name="Html">Where the page is written; null for none.</param>
internal sealed record Options(bool Json, string? Html)
{
    /// <summary>Null where the arguments are wrong; the command line has parsed them before.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options(false, null);
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
                default:
                    Console.Error.WriteLine($"bailey: {arguments[i]} is no option");
                    return null;
            }
        }

        return options;
    }
}
