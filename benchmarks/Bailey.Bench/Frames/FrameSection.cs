using System.IO.Compression;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Frames;

/// <summary>One page: its own milliseconds from the start of its navigation to the end of its load, in Chromium, with a warm cache.</summary>
/// <param name="Page">Folder of samples/05-frame.</param>
/// <param name="Milliseconds">By column: <c>bare</c>, <c>frame</c>, and the grades that this build has.</param>
/// <param name="Ratios">Of loads that followed one another: by column, over <c>bare</c>; by <c>grade/frame</c>, over a frame without Bailey.</param>
internal sealed record FrameRow(string Page, Dictionary<string, Spread> Milliseconds, Dictionary<string, Spread> Ratios);

/// <summary>A script that browsers load.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">As it is.</param>
/// <param name="Gzip">Packed.</param>
internal sealed record BundleRow(string Name, int Bytes, int Gzip);

/// <summary>Pages contained and bare.</summary>
/// <param name="Pages">The pages.</param>
/// <param name="Bundles">Bailey's scripts.</param>
internal sealed record FrameResults(FrameRow[] Pages, BundleRow[] Bundles);

/// <summary>Loads the sample pages from Kestrel in a tab, from there in a frame of another site's page, and contained in a frame, in turn.</summary>
internal static class FrameSection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "frames";

    private const string Bare = "bare";
    private const string Frame = "frame";
    private const int Rest = 300; // milliseconds

    private static readonly string[] Pages = ["todo", "chart", "notes"];
    private static readonly string[] Grades = ["declared", "hardened"];

    /// <summary>Measures; a first load of each fills the caches.</summary>
    public static FrameResults Measure(bool quick, Action<string> say) => MeasureAsync(quick, say).GetAwaiter().GetResult();

    private static async Task<FrameResults> MeasureAsync(bool quick, Action<string> say)
    {
        await using PlainBrowser browser = await PlainBrowser.StartAsync();
        var rows = new List<FrameRow>();
        foreach (string page in Pages)
        {
            say($"page {page}");
            rows.Add(await Measure(browser, page, quick ? 5 : 15, say));
        }

        return new FrameResults([.. rows], Bundles());
    }

    private static async Task<FrameRow> Measure(PlainBrowser browser, string page, int rounds, Action<string> say)
    {
        await using FrameSite site = await FrameSite.StartAsync(page);
        var columns = new List<(string Name, string Address)> { (Bare, site.BareAddress), (Frame, site.FramedAddress) };
        foreach (string grade in Grades)
        {
            if (await site.OpenAsync(grade) is { } address)
            {
                columns.Add((grade, address));
            }
            else
            {
                say($"page {page}: this build does not open the grade {grade}");
            }
        }

        var samples = columns.ToDictionary(static column => column.Name, static _ => new List<double>(), StringComparer.Ordinal);
        for (int round = -1; round < rounds; round++)
        {
            foreach ((string name, string address) in round % 2 == 0 ? columns : Enumerable.Reverse(columns))
            {
                double took = await Load(browser, site, address);
                if (round >= 0)
                {
                    samples[name].Add(took);
                }
            }
        }

        Spread Over(string column, string other) => Spread.Of(samples[column].Zip(samples[other], static (one, another) => one / another));
        var ratios = columns.Skip(1).ToDictionary(static column => column.Name, column => Over(column.Name, Bare), StringComparer.Ordinal);
        foreach ((string name, _) in columns.Skip(2))
        {
            ratios.Add($"{name}/{Frame}", Over(name, Frame));
        }

        return new FrameRow(page, samples.ToDictionary(static pair => pair.Key, static pair => Spread.Of(pair.Value), StringComparer.Ordinal), ratios);
    }

    // The page's own clock: the host page and the making of the tab are in no column. Then a rest, in which the browser ends what the tab had.
    private static async Task<double> Load(PlainBrowser browser, FrameSite site, string address)
    {
        string tab = await browser.OpenAsync(address);
        double took = await site.NextLoadAsync();
        await browser.CloseAsync(tab);
        await Task.Delay(Rest);
        return took;
    }

    private static BundleRow[] Bundles() =>
    [
        .. Directory.GetFiles(Path.Combine(Place.Root, "artifacts", "js", "page"), "*.js").Order(StringComparer.Ordinal).Select(static file =>
        {
            byte[] bytes = File.ReadAllBytes(file);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            return new BundleRow(Path.GetFileName(file), bytes.Length, (int)packed.Length);
        }),
    ];
}
