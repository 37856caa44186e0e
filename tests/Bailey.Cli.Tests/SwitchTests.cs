namespace Bailey.Cli.Tests;

/// <summary>What the shipped programs can be told by options and by the environment: the rows of Switches.txt, and nothing more.</summary>
public sealed class SwitchTests
{
    /// <summary>
    /// The scan reads code and metadata, so a switch that nobody documented is found too. One that is read in another way (a file's name
    /// put together at run time) is not.
    /// </summary>
    [Fact]
    public void The_shipped_programs_can_be_told_nothing_that_is_not_approved()
    {
        string publish = Path.GetDirectoryName(Path.GetDirectoryName(PublishedCli.Path))!;
        // Beside the assemblies lies machine code made of them.
        string[] assemblies = [.. new[] { "cli", "broker", "worker", "webhost", "tunnel", "fetcher", "serve" }
            .SelectMany(program => Directory.EnumerateFiles(Path.Combine(publish, program), "Bailey*.dll"))
            .Where(path => !path.EndsWith(".r2r.dll", StringComparison.Ordinal))];
        Assert.Superset(new HashSet<string>(["Bailey", "Bailey.Broker", "Bailey.Cli", "Bailey.Fetcher", "Bailey.Interop", "Bailey.Protocol", "Bailey.Realm", "Bailey.Sandbox", "Bailey.Serve", "Bailey.Tunnel", "Bailey.Web", "Bailey.WebHost", "Bailey.Worker"]),
            assemblies.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet());
        string[] found = [.. assemblies
            .SelectMany(path => ShippedAssembly.Switches(path).Select(row => $"{Path.GetFileNameWithoutExtension(path)} {row}"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] approved = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Switches.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')];
        Assert.All(approved, line => Assert.True(line.Split(" | ") is [_, { Length: > 5 }], $"no reason: {line}"));
        Assert.Equal(approved.Select(line => line.Split(" | ")[0].TrimEnd()), found);
    }

    /// <summary>The control: this assembly holds one of each.</summary>
    [Fact]
    public void An_option_or_a_variable_that_somebody_adds_is_found()
    {
        string[] found = [.. ShippedAssembly.Switches(typeof(SwitchTests).Assembly.Location)];
        Assert.Contains("option --no-walls", found);
        Assert.Contains("asks Environment.GetEnvironmentVariable(BAILEY_NO_WALLS)", found);
        Assert.Contains("asks Environment.GetEnvironmentVariable(?)", found);
    }

    /// <summary>Never called: what the scan must see.</summary>
    internal static bool HasSwitch(string[] arguments, string name) =>
        arguments.Contains("--no-walls") || Environment.GetEnvironmentVariable("BAILEY_NO_WALLS") is not null
        || Environment.GetEnvironmentVariable(name + "_OFF") is not null;
}
