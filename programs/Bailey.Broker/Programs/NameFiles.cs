namespace Bailey.Broker.Programs;

/// <summary>What a tunnel knows of the host: how names are looked up, and nothing else.</summary>
internal static class NameFiles
{
    private const string Resolver = "/etc/resolv.conf";
    private const string Hosts = "/etc/hosts";

    /// <summary>The files' paths below a root.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["etc/resolv.conf", "etc/hosts", "etc/nsswitch.conf"];

    /// <summary>The files as they are now.</summary>
    public static IReadOnlyList<(string Path, string Content)> Read() =>
    [
        (Resolver, OnlyServers(TextOf(Resolver))),
        (Hosts, TextOf(Hosts)),
        ("/etc/nsswitch.conf", "hosts: files dns\n"),
    ];

    // Without search domains: a name that is granted is asked for as it stands, and never with something behind it.
    private static string OnlyServers(string text) => string.Concat(text.Split('\n').Where(static line =>
        line.StartsWith("nameserver", StringComparison.Ordinal) || line.StartsWith("options", StringComparison.Ordinal)).Select(static line => line + "\n"));

    private static string TextOf(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
