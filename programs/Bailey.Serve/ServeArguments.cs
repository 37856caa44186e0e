using System.Globalization;

namespace Bailey.Serve;

/// <summary>What `bailey serve` hands over; it has checked it for people.</summary>
/// <param name="Source">Absolute host path.</param>
/// <param name="Policy">Text of bailey.json; null for the defaults.</param>
/// <param name="Grade">Over the policy's; null for the policy's.</param>
/// <param name="Port">On loopback; null for a free one.</param>
/// <param name="Json">Whether the address is printed as JSON.</param>
internal sealed record ServeArguments(string Source, string? Policy, string? Grade, int? Port, bool Json)
{
    public static ServeArguments? Parse(string[] args)
    {
        ServeArguments? parsed = args is [var source, ..] ? new ServeArguments(Path.GetFullPath(source), null, null, null, Json: false) : null;
        for (int i = 1; i < args.Length && parsed is not null; i++)
        {
            parsed = (args[i], i + 1 < args.Length ? args[i + 1] : null) switch
            {
                ("--json", _) => parsed with { Json = true },
                ("--policy", { } file) when i++ > 0 => parsed with { Policy = File.ReadAllText(file) },
                ("--grade", { } grade) when i++ > 0 => parsed with { Grade = grade },
                ("--port", { } port) when i++ > 0 && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => parsed with { Port = number },
                _ => null,
            };
        }

        return parsed;
    }
}
