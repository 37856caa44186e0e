
namespace Bailey.Sandbox;

/// <summary>Every text of this assembly that a person reads, in one place.</summary>
internal static class Messages
{
    public static WallUnavailableException BubblewrapMissing(IEnumerable<string> places) => new(
        "BLY3001", $"bubblewrap was not found at {string.Join(", ", places)}.", "Install it: apt-get install bubblewrap");

    public static WallUnavailableException BubblewrapOld(string version) => new(
        "BLY3013", $"Bailey needs bubblewrap 0.8 or newer: {version}.", "Install it: apt-get install bubblewrap (Debian 12, Ubuntu 23.10 or newer).");

    public static WallUnavailableException LandlockWeak(string missing, string advice) => new("BLY3014", missing, advice);

    public static WallUnavailableException NoControlGroups(string reason) => new(
        "BLY3015", $"There is no control group to use: {reason}.",
        "Start Bailey in one that is delegated: systemd-run --user --scope -p Delegate=yes bailey … (as root without --user).");

    public static WallUnavailableException NamespacesRefused(string reason, string advice) => new(
        "BLY3002", $"bubblewrap could not make the sandbox: {reason}", advice) { IsRefusedByKernel = NamespaceAdvice.IsKernel(reason) };

    public static WallUnavailableException RequiredIsLost(string clause) => new(
        "BLY3012", $"bailey.json requires {clause}, which is not held where the kernel refuses user namespaces.", "Allow them (bailey doctor says how), or remove \"required\".");

    public static WallUnavailableException NoFallback(string what, WallUnavailableException refused) => new(
        refused.Code, $"{what} need namespaces, and there is no fallback for them. {refused.Missing}", refused.Advice);

    public static WallUnavailableException SeccompMissing() => new(
        "BLY3003", "libseccomp.so.2 was not found.", "Install it: apt-get install libseccomp2");

    public static WallUnavailableException FilterRefused(string syscall, int error) => new(
        "BLY3004", $"libseccomp refused the rule for {syscall} (error {error}).", "Install libseccomp 2.5 or newer.");

    public static WallUnavailableException LibraryMissing(string soname) => new(
        "BLY3005", $"The library {soname} was not found.", "Install the package that holds it; JavaScriptCore: apt-get install libjavascriptcoregtk-6.0-1");

    public static WallUnavailableException RuntimeMissing(int major) => new(
        "BLY3006", $"No .NET {major} runtime was found.", "Install it, or set DOTNET_ROOT.");

    public static WallUnavailableException ProgramMissing(WorkerLayout layout) => new(
        "BLY3007", $"There is no {layout.Executable} in {layout.PublishFolder}.", "Publish the program again.");

    public static WallUnavailableException StageRootNotOurs(string root) => new(
        "BLY3008", $"{root} is not a directory that only this user can write.", $"Remove it: rm -r {root}");

    public static WallUnavailableException UserRefused(uint user, string errno) => new(
        "BLY3009", $"The sandbox's user id {user} could not be taken ({errno}).", "Start Bailey as an ordinary user, or add one for it: useradd --system bailey");

    public static WallUnavailableException PerlMissing(string path) => new(
        "BLY3011", $"There is no {path}, which opens the network of a program.", "Install it: apt-get install perl-base");

    public static WallUnavailableException UnknownSystem() => new(
        "BLY3010", "The sandbox needs Linux on x86-64 or arm64.", "There is no back end for this system yet.");
}
