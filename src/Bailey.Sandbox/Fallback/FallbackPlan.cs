using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Compiles the plan of a worker where user namespaces are refused: Landlock, the filter and resource limits, and no root of its own.</summary>
/// <remarks>
/// <b>Source:</b> Documentation/userspace-api/landlock.rst; seccomp(2).
/// <para><b>Stops:</b> use of any file but the runtime's, any socket, process, program, and with ABI 6 signals to others; from the worker's
/// first instruction, in all its threads.</para>
/// <para><b>Does not stop:</b> see <see cref="EnforcementReport.ForFallback"/>: what only namespaces give.</para>
/// </remarks>
internal static class FallbackPlan
{
    private const int Ruleset = 4;
    private const int Filter = 5;

    // What CoreCLR reads there is in the process's own folder; the fence names that folder, for nobody else can.
    private const string Proc = "/proc/self";

    /// <summary>A pure function.</summary>
    /// <param name="start">A worker; other classes have no fallback.</param>
    /// <exception cref="ArgumentException">It is no worker, a path is not absolute, a text has a NUL, or all of it exceeds 32 KiB.</exception>
    public static SandboxPlan Compile(WorkerStart start)
    {
        if (start.Class != SandboxClass.Worker || start.Listener is not null || start.Files.Count > 0)
        {
            throw new ArgumentException("Only workers run without namespaces.", nameof(start));
        }

        var domain = FencePlan.Of(start);
        return WorkerPlan.Checked(new SandboxPlan
        {
            Arguments = [],
            Command = [start.Stage + start.Executable, .. start.Arguments],
            Launch = FencePlan.Command(Path.Combine(start.Stage, FenceProgram.Path), Ruleset, Filter, Proc),
            Environment = [.. WorkerPlan.Environment(start, start.Stage).Select(static variable => $"{variable.Key}={variable.Value}")],
            Fence = domain with
            {
                Rules =
                [
                    .. domain.Rules,
                    new("/lib64/ld-linux-x86-64.so.2", LandlockAccess.ReadFile | LandlockAccess.Execute, "the loader that programs name, which is the host's"),
                    new("/dev/urandom", LandlockAccess.ReadFile, "JavaScriptCore dies without it"),
                ],
            },
            Descriptors =
            [
                new(0, DescriptorRole.Null),
                new(1, DescriptorRole.Diagnostics),
                new(WorkerDescriptors.Diagnostics, DescriptorRole.Diagnostics),
                new(WorkerDescriptors.Channel, DescriptorRole.Channel),
                new(Ruleset, DescriptorRole.Ruleset),
                new(Filter, DescriptorRole.Filter),
            ],
            ResourceLimits = WorkerPlan.ResourceLimits(start),
        });
    }
}
