using Bailey.Tests;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>What one setting let through.</summary>
/// <param name="Effects">By attack: what of its own was reached, in words; absent for none.</param>
/// <param name="Strangers">What was sent to somewhere that is no attack's.</param>
/// <param name="Loaded">Attacks whose page was shown.</param>
/// <param name="Works">Whether a page that attacks nothing ran and was heard.</param>
/// <param name="Lost">Packets that the recorder could not see.</param>
internal sealed record ProvocationResult(IReadOnlyDictionary<string, string> Effects, IReadOnlyList<string> Strangers, IReadOnlySet<string> Loaded, bool Works, uint Lost);

/// <summary>The whole corpus in one setting: a network, a server, a browser, every attack once.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
internal static class ProvocationRun
{
    private const int Together = 30;

    // No attack: it says that pages run and that what they say is heard.
    private static readonly Provocation Works = Corpus.Page("works", "reached();");

    public static async Task<ProvocationResult> RunAsync(Setting setting, IReadOnlyList<Provocation> provocations)
    {
        string folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
        try
        {
            WritePages(Path.Combine(folder, "pages"), setting);
            using var network = new TestNetwork(folder);
            int barePort = await network.BarePortAsync();
            using Served? served = setting == Setting.Bare ? null : new Served(network.Enter, Path.Combine(folder, "pages"), []);
            Stage stage = served is null ? Stage.Bare(barePort) : Stage.Of(served);
            using IPlaywright playwright = await Playwright.CreateAsync();
            Visit visit;
            await using (IBrowserContext browser = await Browsers.ChromiumAsync(playwright, network, folder))
            {
                visit = new Visit(browser, stage);
                await Show(visit, setting, [.. provocations, Works]);
                await visit.TabAsync($"http://{Targets.Witness}.{Targets.Zone}/");
                // A busy machine may have been too slow to show some.
                await Parallel.ForEachAsync(
                    provocations.Where(one => one.Absent is null && !visit.Loaded.Contains(one.Name)).ToArray(), new ParallelOptions { MaxDegreeOfParallelism = 2 },
                    async (one, _) => await visit.AloneAsync(one, setting == Setting.Bare && one.Control == ControlKind.Top, Settle(setting) * 2));
                if (setting == Setting.Bare)
                {
                    // Or for their effect: an attack that has one has it now.
                    IReadOnlyDictionary<string, string> sofar = Effects(network, visit);
                    await Parallel.ForEachAsync(
                        provocations.Where(one => one.Absent is null && !sofar.ContainsKey(one.Name)), new ParallelOptions { MaxDegreeOfParallelism = 4 },
                        async (one, _) => await visit.AloneAsync(one, one.Control == ControlKind.Top, Settle(setting) * 2));
                }
            }

            uint lost = await network.EndAsync();
            string[] strangers = [.. network.Sightings.Where(sighting => Targets.Owner(sighting.To) is null && !IsServer(sighting, stage)).Select(Words).Distinct()];
            return new ProvocationResult(Effects(network, visit), strangers, visit.Loaded.ToHashSet(StringComparer.Ordinal), visit.Said.Contains(Works.Name), lost);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Show(Visit visit, Setting setting, IReadOnlyList<Provocation> provocations)
    {
        bool bare = setting == Setting.Bare;
        Provocation[] alone = [.. provocations.Where(one => one.Alone || (bare && one.Control == ControlKind.Top))];
        foreach (Provocation[] some in provocations.Except(alone).Chunk(Together))
        {
            await visit.TogetherAsync(some, Settle(setting));
        }

        await Parallel.ForEachAsync(alone, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) => await visit.AloneAsync(one, bare && one.Control == ControlKind.Top, Settle(setting)));
    }

    // In the hardened grade scripts come a way round.
    private static TimeSpan Settle(Setting setting) => TimeSpan.FromSeconds(setting == Setting.Hardened ? 5 : 2.5);

    private static void WritePages(string folder, Setting setting)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "host.html"), "<!doctype html><title>host</title><body>");
        File.WriteAllText(Path.Combine(folder, "index.html"), "<!doctype html><title>container</title><body>");
        File.WriteAllText(Path.Combine(folder, "bailey.json"), Policies.Widest(setting));
        foreach ((int number, Provocation provocation) in Corpus.All.Append(Works).Index())
        {
            string own = Path.Combine(folder, provocation.Name);
            Directory.CreateDirectory(own);
            foreach ((string name, string text) in provocation.Files)
            {
                File.WriteAllText(Path.Combine(own, name), Targets.Fill(number, provocation.Name, text));
            }
        }
    }

    private static Dictionary<string, string> Effects(TestNetwork network, Visit visit) => network.Sightings
        .Select(static sighting => (Owner: Targets.Owner(sighting.To), Words: Words(sighting)))
        .Concat(visit.Said.Select(static name => (Owner: (string?)name, Words: "said that it reached it")))
        .Where(static effect => effect.Owner is not null)
        .GroupBy(static effect => effect.Owner!, static effect => effect.Words)
        .ToDictionary(static group => group.Key, static group => string.Join(", ", group.Distinct()), StringComparer.Ordinal);

    private static bool IsServer(Sighting sighting, Stage stage) => sighting.To is "127.0.0.1" or "::1" && sighting.Port == new Uri(stage.Origin).Port;

    private static string Words(Sighting sighting) => sighting.Kind == "name" ? $"name {sighting.To}" : $"{sighting.Kind} {sighting.To}:{sighting.Port}";
}
