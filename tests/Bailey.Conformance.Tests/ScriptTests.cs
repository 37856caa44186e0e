using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace Bailey.Conformance.Tests;

public sealed class ScriptTests(ITestOutputHelper output)
{
    // A realm keeps every text it has seen; a new one per batch bounds that. Tests of a batch share frozen intrinsics only.
    private const int Batch = 300;
    private const double LeastKept = 0.999;

    [Test262Fact]
    public void Strict_scripts_that_pass_in_the_raw_engine_pass_in_a_compartment()
    {
        IReadOnlyList<TestFile> all = Checkout.Files(file => !file.IsModule && !file.UsesImport);
        Report.Skips(output, all);
        TestFile[] applicable = all.Where(file => SkipTable.ReasonFor(file) is null).ToArray();
        (TestFile File, Verdict Raw, Verdict Compartment)[] runs = GuestThread.Run(() => applicable.Chunk(Batch).SelectMany(RunBatch).ToArray());

        int both = runs.Count(run => run.Raw.IsPass && run.Compartment.IsPass);
        int raw = runs.Count(run => run.Raw.IsPass);
        var onlyRaw = runs.Where(run => run.Raw.IsPass && !run.Compartment.IsPass).ToArray();
        int onlyCompartment = runs.Count(run => !run.Raw.IsPass && run.Compartment.IsPass);
        double kept = (double)both / raw;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"scripts {runs.Length}: both {both}, only raw {onlyRaw.Length}, only compartment {onlyCompartment}, neither {runs.Length - raw - onlyCompartment}; kept {kept:P3}"));
        Report.Lines(output, "only raw", onlyRaw.Select(run => $"{run.File.Path}  {run.Compartment.Failure}"));
        Report.Lines(output, "only compartment", runs.Where(run => !run.Raw.IsPass && run.Compartment.IsPass).Select(run => $"{run.File.Path}  {run.Raw.Failure}"));
        Report.Lines(output, "neither", runs.Where(run => !run.Raw.IsPass && !run.Compartment.IsPass).Select(run => $"{run.File.Path}  {run.Raw.Failure}"));

        IReadOnlyList<Difference> known = Difference.Read("differences-scripts.txt", applicable);
        int meant = known.Count(difference => difference.IsMeant);
        double keptOfRest = (double)both / (raw - meant);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"without the {meant} that are meant to differ: kept {keptOfRest:P3}"));
        Assert.Equal(known.Select(difference => difference.Path), onlyRaw.Select(run => run.File.Path));
        Assert.True(keptOfRest >= LeastKept, $"{both} of {raw - meant} tests that pass in the raw engine and are not meant to differ pass in a compartment");
    }

    private static IEnumerable<(TestFile File, Verdict Raw, Verdict Compartment)> RunBatch(TestFile[] files)
    {
        using var raw = new RawEngine();
        using var realm = new ScriptRealm();
        return files.Select(file => (file, raw.Run(file), realm.Run(file))).ToArray();
    }
}
