using System.Runtime.InteropServices;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Finds out by doing what stands on this machine. Settings of the kernel are never believed.</summary>
public static class SandboxDoctor
{
    /// <summary>The row on what bubblewrap makes.</summary>
    internal const string Namespaces = "namespaces";

    private const string Everything = "Nothing runs.";

    /// <summary>Tries everything; never throws. Takes some 50 ms.</summary>
    public static Diagnosis Check(SandboxOptions? options = null) => Check(options ?? new SandboxOptions(), static (_, attempt) => attempt());

    /// <summary>The same, with something between the doctor and the machine.</summary>
    /// <param name="options">How sandboxes are made.</param>
    /// <param name="trying">Makes the attempt of a row, or answers in its place.</param>
    internal static Diagnosis Check(SandboxOptions options, Func<string, Func<string>, string> trying)
    {
        var findings = new List<DoctorFinding>();
        string? bubblewrap = null;
        Spawner? spawner = null;
        bool Look(string clause, string lost, Func<string> attempt, bool isNeeded = true)
        {
            findings.Add(Tried(clause, lost, isNeeded ? DoctorStatus.Missing : DoctorStatus.Absent, () => trying(clause, attempt)));
            return findings[^1].Status == DoctorStatus.Ready;
        }

        Look("Linux on x86-64 or arm64", Everything, () =>
        {
            RequireSystem();
            return $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
        });
        bool stands = Look("bubblewrap", Everything, () => bubblewrap = Bubblewrap.Find(options.Bubblewrap));
        stands &= Look("user of sandboxes", Everything, () =>
        {
            uint user = LibC.geteuid() == 0 ? options.User ?? SandboxUser.Choose() : LibC.geteuid();
            spawner = Spawner.For(user);
            return $"user id {user}";
        });
        if (stands && bubblewrap is not null && spawner is not null
            && Look("bubblewrap runs", Everything, () => BubblewrapVersion.Require(Bubblewrap.Run(bubblewrap, spawner, ["bwrap", "--version"]).Output)))
        {
            Look(Namespaces, Everything, () =>
            {
                Bubblewrap.Try(bubblewrap, spawner);
                return "a sandbox was made and ended";
            });
        }

        Look("libseccomp", Everything, () =>
        {
            (byte[] first, byte[] second) = WorkerFilters.Compile();
            return $"kernel interface level {ApiLevel()}, filters of {first.Length / 8} and {second.Length / 8} instructions";
        });
        Look("staged roots", Everything, () =>
        {
            StageStore.Ensure(StageStore.DefaultRoot);
            return StageStore.DefaultRoot;
        });
        Look("JavaScriptCore", "Nothing that runs or compiles JavaScript: guests, pages of the grade hardened.", () =>
        {
            const string soname = "libjavascriptcoregtk-6.0.so.1";
            return LoaderCache.Read().Find(soname) ?? throw Messages.LibraryMissing(soname);
        });
        Look("Landlock", "The second layer in workers, web hosts and tunnels; and the fallback where namespaces are refused.", LandlockHere, isNeeded: false);
        Look("Perl", "Egress of native programs.", () => File.Exists(ListenerHandOver.Perl) ? ListenerHandOver.Perl : throw Messages.PerlMissing(ListenerHandOver.Perl), isNeeded: false);
        var limits = LimitMechanism.Monitor;
        Look(
            "control groups", "Limits are held by samples alone: files in memory count for nobody, and of children that nobody waits for the processor time is forgotten.",
            () => LimitsHere(spawner, out limits), isNeeded: false);
        return new Diagnosis(findings) { Limits = findings[^1].Status == DoctorStatus.Ready ? limits : LimitMechanism.Monitor };
    }

    internal static void RequireSystem()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            throw Messages.UnknownSystem();
        }
    }

    // Moves a process of the sandboxes' user into a group, and ends it.
    private static string LimitsHere(Spawner? spawner, out LimitMechanism mechanism)
    {
        mechanism = LimitMechanism.Monitor;
        if (spawner is null)
        {
            throw Messages.NoControlGroups("no process could be started to try it with");
        }

        using var groups = new ControlGroups(GroupTree.Here());
        (int pid, OwnedDescriptor process) = spawner.Start("/bin/sleep", ["sleep", "10"], [], []);
        ControlGroup? group = groups.Hold(pid, new SandboxLimits());
        Bubblewrap.End(process);
        if (group is null)
        {
            throw Messages.NoControlGroups(groups.Reason);
        }

        mechanism = groups.Mechanism;
        groups.Release(group);
        return $"version {(mechanism == LimitMechanism.ControlGroupV1 ? 1 : 2)}: a process was moved into a group with a limit, and the group removed";
    }

    // What is wrong with Landlock here, where something is.
    private static string LandlockHere()
    {
        int abi = Landlock.Abi;
        return !FenceProgram.Exists ? throw Messages.LandlockWeak("It is used on x86-64 only.", "Nothing helps on this processor; namespaces and filter stand without it.")
            : abi == 0 ? throw Messages.LandlockWeak("This kernel has none, or it is off.", "Start Linux 6.12 or newer with landlock among the modules of its lsm= parameter (cat /sys/kernel/security/lsm says which there are).")
            : abi < Landlock.AbiOfScopes ? throw Messages.LandlockWeak($"ABI {abi} holds files{(abi >= Landlock.AbiOfNetwork ? " and TCP" : "")}, not signals.", "Install Linux 6.12 or newer: apt-get install -t bookworm-backports linux-image-amd64 on Debian 12, linux-generic-hwe-24.04 on Ubuntu 24.04.")
            : $"ABI {abi}: a second layer in workers, web hosts and tunnels";
    }

    private static DoctorFinding Tried(string clause, string lost, DoctorStatus otherwise, Func<string> attempt)
    {
        try
        {
            return new DoctorFinding(clause, DoctorStatus.Ready, attempt(), "", "");
        }
        catch (WallUnavailableException refused) when (refused.IsRefusedByKernel)
        {
            return FallbackChoice.Obstacle is { } obstacle
                ? new DoctorFinding(clause, DoctorStatus.Missing, refused.Missing, $"{Everything} There is no fallback: {obstacle}.", refused.Advice)
                : new DoctorFinding(clause, DoctorStatus.Absent, refused.Missing, "bailey exec and bailey serve do not run; guests run behind Landlock and seccomp alone, as the table says.", refused.Advice);
        }
        catch (WallUnavailableException unavailable)
        {
            return new DoctorFinding(clause, otherwise, unavailable.Missing, lost, unavailable.Advice);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DllNotFoundException or InvalidDataException)
        {
            return new DoctorFinding(clause, otherwise, failure.Message, lost, "Try again; where it stays, report it with all that bailey doctor says.");
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
}
