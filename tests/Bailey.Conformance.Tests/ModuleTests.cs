using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace Bailey.Conformance.Tests;

public sealed class ModuleTests(ITestOutputHelper output)
{
    // Lockdown takes longer than most tests: those of a batch share frozen intrinsics and the compiler, no global and no module.
    private const int Batch = 100;
    private const double LeastPassed = 0.98;

    private static readonly string[] Folders = ["module-code/", "import/", "export/", "expressions/dynamic-import/", "expressions/import.meta/"];

    [Test262Fact]
    public void Modules_link_and_evaluate_as_the_language_says()
    {
        IReadOnlyList<TestFile> all = Checkout.Files(file => file.IsModule || file.UsesImport || Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)));
        Report.Skips(output, all);
        TestFile[] applicable = all.Where(file => SkipTable.ReasonFor(file) is null).ToArray();
        (TestFile File, Verdict Verdict)[] runs = GuestThread.Run(() => applicable.Chunk(Batch).SelectMany(RunBatch).ToArray());

        var failed = runs.Where(run => !run.Verdict.IsPass).ToArray();
        int passed = runs.Length - failed.Length;
        double share = (double)passed / runs.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"modules {runs.Length}: pass {passed}, fail {failed.Length}; {share:P3}"));
        Report.Lines(output, "fails", failed.Select(run => $"{run.File.Path}  {run.Verdict.Failure}"));

        IReadOnlyList<Difference> known = Difference.Read("differences-modules.txt", applicable);
        int meant = known.Count(difference => difference.IsMeant);
        double shareOfRest = (double)passed / (runs.Length - meant);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"without the {meant} that are meant to differ: {shareOfRest:P3}"));
        Assert.Equal(known.Select(difference => difference.Path), failed.Select(run => run.File.Path));
        Assert.True(shareOfRest >= LeastPassed, $"{passed} of {runs.Length - meant} module tests that are not meant to differ pass");
    }

    private static IEnumerable<(TestFile File, Verdict Verdict)> RunBatch(TestFile[] files)
    {
        using var realm = new ModuleRealm(files.Length);
        return files.Select(file => (file, realm.Run(file))).ToArray();
    }
}
