using Xunit.Abstractions;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>Each setting once, when it is first asked for.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ProvocationRuns
{
    private readonly Lazy<Task<ProvocationResult>>[] _results = [.. Enum.GetValues<Setting>()
        .Select(static setting => new Lazy<Task<ProvocationResult>>(() => ProvocationRun.RunAsync(setting, Corpus.All)))];

    internal Task<ProvocationResult> Of(Setting setting) => _results[(int)setting].Value;
}

/// <summary>Every attack of tests/escapes/document, contained and bare, in Chromium.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ProvocationTests(ProvocationRuns runs, ITestOutputHelper output) : IClassFixture<ProvocationRuns>
{
    private const int FewestThatCount = 150;
    private static readonly Setting[] Contained = [Setting.Declared, Setting.Hardened];

    public static TheoryData<string> Names => [.. Corpus.All.Select(static one => one.Name)];

    public static TheoryData<string, string> NamesBySetting
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (Setting setting in Contained)
            {
                foreach (Provocation one in Corpus.All)
                {
                    rows.Add(setting.ToString(), one.Name);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> Settings => [.. Contained.Select(static setting => setting.ToString())];

    [Fact]
    public void The_corpus_is_there() => Assert.True(Corpus.All.Count(static one => one.Absent is null) >= FewestThatCount);

    [Theory]
    [MemberData(nameof(NamesBySetting))]
    public async Task A_provocation_reaches_nothing(string setting, string name)
    {
        Setting which = Enum.Parse<Setting>(setting);
        ProvocationResult result = await runs.Of(which);
        Assert.True(result.Loaded.Contains(name), "its page was not shown");
        bool residual = Residuals.Attacks.TryGetValue((which, name), out string? reason);
        string? effect = result.Effects.GetValueOrDefault(name);
        Assert.True(residual == effect is not null, effect is null ? $"it reached nothing any more: {reason}" : $"it reached {effect}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_page_reaches_its_target_bare(string name)
    {
        ProvocationResult result = await runs.Of(Setting.Bare);
        string? effect = result.Effects.GetValueOrDefault(name);
        output.WriteLine(effect ?? "nothing");
        Provocation provocation = Corpus.All.First(one => one.Name == name);
        Assert.True(provocation.Seldom || (provocation.Absent is null == effect is not null), provocation.Absent is null ? "it reached nothing, so it shows nothing" : $"it works after all, and counts: {effect}");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Nothing_else_leaves_the_browser_and_no_packet_was_missed(string setting)
    {
        ProvocationResult result = await runs.Of(Enum.Parse<Setting>(setting));
        Assert.DoesNotContain(result.Strangers, static one => !Residuals.OfTheBrowser.ContainsKey(one) && !Residuals.LocalName.IsMatch(one));
        Assert.Equal(0u, result.Lost);
        Assert.True(result.Works, "pages did not run, or were not heard");
        // The same browser, the same recorder, a tab that nothing contains: it is seen.
        Assert.Contains("bytes", result.Effects.GetValueOrDefault(Targets.Witness, ""), StringComparison.Ordinal);
    }
}
