using System.Runtime.InteropServices;
using System.Text.Json;

namespace Bailey.Sandbox;

/// <summary>The part of a .NET installation that a framework-dependent program runs on.</summary>
/// <param name="HostResolver">Host path of libhostfxr.so.</param>
/// <param name="Framework">Host path of the shared framework's folder.</param>
/// <param name="HostVersion">Folder name below host/fxr.</param>
/// <param name="FrameworkVersion">Folder name below shared/Microsoft.NETCore.App.</param>
internal sealed record DotnetInstallation(string HostResolver, string Framework, string HostVersion, string FrameworkVersion)
{
    private const string FrameworkName = "Microsoft.NETCore.App";

    private const string Encryption = "libSystem.Security.Cryptography.Native.OpenSsl.so";

    // Attack surface and start time that a worker has no use for; nothing of these is needed to run managed code.
    private static readonly Dictionary<string, string> Unwanted = new(StringComparer.Ordinal)
    {
        ["createdump"] = "writes memory images",
        ["libmscordbi.so"] = "debugger",
        ["libmscordaccore.so"] = "debugger",
        ["libcoreclrtraceptprovider.so"] = "tracing; needs lttng",
        [Encryption] = "a worker does no cryptography of its own",
        ["libSystem.Net.Security.Native.so"] = "the worker has no network",
    };

    /// <summary>Whether a file of the runtime is left out of a root; its binding to OpenSSL stays where a layout asks for that library.</summary>
    public static bool IsUnwanted(string name, IReadOnlyList<string>? libraries = null) =>
        Unwanted.ContainsKey(name) && !(name == Encryption && libraries?.Contains(WorkerLayout.OpenSsl, StringComparer.Ordinal) == true);

    /// <summary>Whether a program runs on a shared framework, and which major version.</summary>
    /// <returns>Null for a self-contained program and for one that is not .NET.</returns>
    public static int? MajorVersionOf(WorkerLayout layout)
    {
        string configuration = Path.Combine(layout.PublishFolder, layout.Executable + ".runtimeconfig.json");
        if (!File.Exists(configuration))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(configuration));
        JsonElement options = document.RootElement.GetProperty("runtimeOptions");
        if (options.TryGetProperty("framework", out JsonElement framework))
        {
            return Version.Parse(framework.GetProperty("version").GetString()!.Split('-')[0]).Major;
        }

        return null;
    }

    /// <summary>Finds the newest patch of a major version.</summary>
    /// <exception cref="WallUnavailableException">There is none.</exception>
    public static DotnetInstallation Find(string? root, int major)
    {
        string running = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string?[] roots = root is not null
            ? [root]
            : [running, Environment.GetEnvironmentVariable("DOTNET_ROOT"), "/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet"];
        foreach (string candidate in roots.OfType<string>())
        {
            string? framework = Newest(Path.Combine(candidate, "shared", FrameworkName), major);
            string? resolver = Newest(Path.Combine(candidate, "host", "fxr"), major);
            if (framework is not null && resolver is not null)
            {
                return new DotnetInstallation(Path.Combine(resolver, "libhostfxr.so"), framework, Path.GetFileName(resolver), Path.GetFileName(framework));
            }
        }

        throw Messages.RuntimeMissing(major);
    }

    /// <summary>Folders where a newer patch, or another file of this one, would appear.</summary>
    public IReadOnlyList<string> Folders { get; } =
        [Framework, Path.GetDirectoryName(Framework)!, Path.GetDirectoryName(Path.GetDirectoryName(HostResolver))!];

    /// <summary>The files to stage: host path, and path below the root that DOTNET_ROOT names.</summary>
    public IEnumerable<(string Source, string Target)> Files()
    {
        yield return (HostResolver, $"host/fxr/{HostVersion}/libhostfxr.so");
        foreach (string file in Directory.EnumerateFiles(Framework))
        {
            if (!IsUnwanted(Path.GetFileName(file)))
            {
                yield return (file, $"shared/{FrameworkName}/{FrameworkVersion}/{Path.GetFileName(file)}");
            }
        }
    }

    private static string? Newest(string folder, int major) =>
        !Directory.Exists(folder)
            ? null
            : Directory.EnumerateDirectories(folder)
                .Select(path => (Path: path, Version: Version.TryParse(Path.GetFileName(path), out Version? version) ? version : null))
                .Where(found => found.Version?.Major == major)
                .MaxBy(found => found.Version).Path;
}
