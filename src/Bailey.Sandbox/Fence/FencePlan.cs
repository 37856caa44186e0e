using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>A file or folder that a worker's Landlock domain lets it use.</summary>
/// <param name="Path">Host path; what is absent is left out.</param>
/// <param name="Access">What may be done with it.</param>
/// <param name="Reason">Who needs it.</param>
public sealed record FenceRule(string Path, LandlockAccess Access, string Reason);

/// <summary>The Landlock domain that a worker takes on before it begins, as data.</summary>
/// <param name="Rules">All that may be used; everything else is refused, wherever it comes into view.</param>
/// <param name="Connects">Whether it may connect by TCP.</param>
/// <remarks>
/// <b>Source:</b> Documentation/userspace-api/landlock.rst.
/// <para><b>Stops:</b> use of a file that a mistake in the mounts would show; with ABI 4 TCP, with ABI 6 signals and abstract sockets to
/// whoever is outside.</para>
/// <para><b>Does not stop:</b> stat(2) and its like; UDP; what the filter is for.</para>
/// </remarks>
public sealed record FencePlan(IReadOnlyList<FenceRule> Rules, bool Connects)
{
    /// <summary>The domain of a worker in a root of its own: the folders of its staged root one by one, so that one more is none of them.</summary>
    internal static FencePlan Of(WorkerStart start)
    {
        string In(string path) => System.IO.Path.Combine(start.Stage, path);
        List<FenceRule> rules =
        [
            new(start.Stage, LandlockAccess.ReadFolder, "names: the runtime lists folders"),
            new(In("app"), LandlockAccess.ReadFile, "its own files"),
            new(start.Stage + start.Executable, LandlockAccess.ReadFile | LandlockAccess.Execute, "itself"),
            new(In("dotnet"), LandlockAccess.ReadFile, "the runtime"),
            new(In("lib"), LandlockAccess.ReadFile, "libraries"),
            new(In("lib64"), LandlockAccess.ReadFile | LandlockAccess.Execute, "the loader, on x86-64"),
            new(In("dev"), LandlockAccess.ReadFile, "random numbers"),
        ];
        foreach (string folder in start.Files.Select(static file => file.Path.Split('/')[1]).Distinct(StringComparer.Ordinal))
        {
            rules.Add(new FenceRule(In(folder), LandlockAccess.ReadFile, "files of this start"));
        }

        return new FencePlan(rules, start.Class == SandboxClass.Tunnel);
    }

    /// <summary>The command that takes the domain on and becomes the program.</summary>
    /// <param name="fence">Path of the fence where it runs.</param>
    /// <param name="ruleset">Number of the ruleset's descriptor, 0 to 9.</param>
    /// <param name="filter">Number of the filter's, 0 to 9; null where somebody else loads it.</param>
    /// <param name="proc">The folder of /proc that may be read.</param>
    internal static string[] Command(string fence, int ruleset, int? filter, string proc) =>
        [fence, string.Create(CultureInfo.InvariantCulture, $"{ruleset}{(filter is { } number ? number.ToString(CultureInfo.InvariantCulture) : "-")}"), proc];

    /// <summary>Makes the ruleset; the caller's.</summary>
    /// <exception cref="LibCException">The kernel refused.</exception>
    internal OwnedDescriptor Open()
    {
        OwnedDescriptor ruleset = Landlock.CreateRuleset(Connects);
        try
        {
            foreach (FenceRule rule in Rules)
            {
                Errno errno = LibC.open(rule.Path, OpenFlags.Path, 0, out OwnedDescriptor path);
                if (errno == Errno.ENOENT)
                {
                    continue;
                }

                LibCException.ThrowIf(errno, "open");
                using (path)
                {
                    Landlock.Allow(ruleset, path, rule.Access);
                }
            }

            return ruleset;
        }
        catch
        {
            ruleset.Dispose();
            throw;
        }
    }
}
