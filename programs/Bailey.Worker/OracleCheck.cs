using System.Globalization;
using Bailey.Realm.Kernel;

namespace Bailey.Worker;

/// <summary>The reachability oracle on this machine's engine: part of publishing a worker, so that an unknown intrinsic stops the build.</summary>
internal static class OracleCheck
{
    private const int WallUnavailable = 69;

    /// <summary>Says what it found on standard error.</summary>
    /// <returns>0 where nothing that two packages share can be changed.</returns>
    public static int Run()
    {
        OracleReport report = OracleReport.Make();
        foreach (string line in report.Findings.Concat(report.Failed))
        {
            Console.Error.WriteLine($"bailey-worker: oracle: {line}");
        }

        if (!report.Holds)
        {
            string seen = report.Shared.ToString(CultureInfo.InvariantCulture);
            Console.Error.WriteLine(
                $"bailey-worker: wall 1 does not stand on this engine ({seen} shared objects seen): lock the objects above down in js/realm, then use this engine");
        }

        return report.Holds ? 0 : WallUnavailable;
    }
}
