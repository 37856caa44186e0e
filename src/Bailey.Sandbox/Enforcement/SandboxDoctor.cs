using System.Runtime.InteropServices;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Whether something the sandbox needs is there.</summary>
public enum DoctorStatus
{
    /// <summary>It is there and works.</summary>
    Ready,
    /// <summary>It is missing, and the sandbox stands without it.</summary>
    Absent,
    /// <summary>It is missing, and no sandbox starts.</summary>
    Missing,
}

/// <summary>One finding of the doctor.</summary>
/// <param name="Clause">What was tried.</param>
/// <param name="Status">Whether it works.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Advice">What to do; empty when nothing is to be done.</param>
public sealed record DoctorFinding(string Clause, DoctorStatus Status, string Reason, string Advice);

/// <summary>Finds out by doing what stands on this machine. Settings of the kernel are never believed.</summary>
public static class SandboxDoctor
{
    /// <summary>Tries everything; never throws. Takes some 50 ms.</summary>
    public static IReadOnlyList<DoctorFinding> Check(SandboxOptions? options = null)
    {
        options ??= new SandboxOptions();
        var findings = new List<DoctorFinding>();
        string? bubblewrap = null;
        Spawner? spawner = null;
        Look(findings, "Linux on x86-64 or arm64", () =>
        {
            RequireSystem();
            return $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
        });
        Look(findings, "bubblewrap", () => bubblewrap = Bubblewrap.Find(options.Bubblewrap));
        Look(findings, "user of sandboxes", () =>
        {
            uint user = LibC.geteuid() == 0 ? options.User ?? SandboxUser.Choose() : LibC.geteuid();
            spawner = Spawner.For(user);
            return $"user id {user}";
        });
        if (bubblewrap is not null && spawner is not null)
        {
            Look(findings, "bubblewrap runs", () => Bubblewrap.Run(bubblewrap, spawner, ["bwrap", "--version"]).Output.Trim());
            Look(findings, "namespaces", () =>
            {
                Bubblewrap.Try(bubblewrap, spawner);
                return "a sandbox was made and ended";
            });
        }

        Look(findings, "libseccomp", () =>
        {
            (byte[] first, byte[] second) = WorkerFilters.Compile();
            return $"kernel interface level {ApiLevel()}, filters of {first.Length / 8} and {second.Length / 8} instructions";
        });
        Look(findings, "staged roots", () =>
        {
            StageStore.Ensure(StageStore.DefaultRoot);
            return StageStore.DefaultRoot;
        });
        Look(findings, "JavaScriptCore", () =>
        {
            const string soname = "libjavascriptcoregtk-6.0.so.1";
            return LoaderCache.Read().Find(soname) ?? throw Messages.LibraryMissing(soname);
        });
        findings.Add(Landlock.Abi is > 0 and int abi
            ? new DoctorFinding("Landlock", DoctorStatus.Ready, $"ABI {abi}{(FenceProgram.Exists ? ": a second layer in workers, web hosts and tunnels" : "; used on x86-64 only")}", "")
            : new DoctorFinding("Landlock", DoctorStatus.Absent, "this kernel has none, or it is off: workers have one layer less", "Start a kernel of 6.12 or newer with lsm=landlock,… on its command line."));
        return findings;
    }

    internal static void RequireSystem()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            throw Messages.UnknownSystem();
        }
    }

    private static uint ApiLevel()
    {
        try
        {
            return LibSeccomp.seccomp_api_get();
        }
        catch (DllNotFoundException)
        {
            throw Messages.SeccompMissing();
        }
    }

    private static void Look(List<DoctorFinding> findings, string clause, Func<string> attempt)
    {
        try
        {
            findings.Add(new DoctorFinding(clause, DoctorStatus.Ready, attempt(), ""));
        }
        catch (WallUnavailableException unavailable)
        {
            findings.Add(new DoctorFinding(clause, DoctorStatus.Missing, unavailable.Missing, unavailable.Advice));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DllNotFoundException or InvalidDataException)
        {
            findings.Add(new DoctorFinding(clause, DoctorStatus.Missing, failure.Message, ""));
        }
    }
}
