namespace Bailey.Sandbox;

/// <summary>
/// What a native program sees as its root besides its grants: the host's programs and libraries, read-only, and one invented machine.
/// </summary>
/// <remarks>
/// <b>Stops:</b> reading anything of the host's users, services and configuration; the usual fingerprints.
/// <para><b>Does not stop:</b> telling by /usr what is installed on the host.</para>
/// </remarks>
internal static class ProgramRoot
{
    /// <summary>The port of the program's own loopback on which the tunnel answers. Its network is its own, so nobody else can have it.</summary>
    public const int ProxyPort = 3128;

    /// <summary>How much fits in each of /tmp, /dev/shm and the home, bytes: it is memory that no sample sees.</summary>
    public const long FolderBytes = 256L * 1024 * 1024;

    /// <summary>The program's home.</summary>
    public const string Home = "/home/guest";

    /// <summary>Where the host keeps programs and libraries: links are made again, folders bound, absent ones left out. With the reason.</summary>
    public static readonly IReadOnlyList<(string Path, string Reason)> System =
    [
        ("/usr", "programs and libraries"),
        ("/bin", "a link to /usr, or programs"),
        ("/sbin", "a link to /usr, or programs"),
        ("/lib", "a link to /usr, or libraries"),
        ("/lib32", "a link to /usr, or libraries"),
        ("/lib64", "a link to /usr, or the loader"),
    ];

    /// <summary>Files and folders of /etc that are the same on every machine with these packages, with the reason.</summary>
    public static readonly IReadOnlyList<(string Path, string Reason)> Configuration =
    [
        ("/etc/alternatives", "links from /usr/bin to the chosen program"),
        ("/etc/ca-certificates", "roots of TLS: Java's"),
        ("/etc/ca-certificates.conf", "roots of TLS: which"),
        ("/etc/chromium.d", "Debian's Chromium: its wrapper reads it"),
        ("/etc/fonts", "which fonts there are"),
        ("/etc/ld.so.cache", "the loader's index"),
        ("/etc/ld.so.conf", "the loader"),
        ("/etc/ld.so.conf.d", "the loader"),
        ("/etc/magic", "kinds of files"),
        ("/etc/mime.types", "kinds of files"),
        ("/etc/perl", "Debian's Perl"),
        ("/etc/pki/tls/certs", "roots of TLS where Fedora has them"),
        ("/etc/protocols", "numbers of protocols"),
        ("/etc/python3", "Debian's Python"),
        ("/etc/python3.11", "Debian's Python: sitecustomize"),
        ("/etc/python3.13", "Debian's Python: sitecustomize"),
        ("/etc/services", "numbers of ports"),
        ("/etc/ssl/certs", "roots of TLS; never /etc/ssl/private"),
        ("/etc/ssl/openssl.cnf", "OpenSSL"),
        ("/etc/terminfo", "terminals"),
    ];

    /// <summary>Files that are invented, the same for everybody, with the reason.</summary>
    public static readonly IReadOnlyList<(string Path, string Content, string Reason)> Invented =
    [
        ("/etc/passwd", "root:x:0:0:root:/:/bin/sh\nguest:x:1000:1000:guest:/home/guest:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n", "users"),
        ("/etc/group", "root:x:0:\nguest:x:1000:\nnogroup:x:65534:\n", "groups"),
        ("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n", "names: its own loopback"),
        ("/etc/hostname", "localhost\n", "the machine's name"),
        ("/etc/host.conf", "multi on\n", "names"),
        ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n", "no name is asked for over any network"),
        ("/etc/machine-id", "0123456789abcdef0123456789abcdef\n", "the same for everybody"),
    ];

    /// <summary>The variables that every program has.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["HOME"] = Home,
        ["LANG"] = "C.UTF-8",
        ["LOGNAME"] = "guest",
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        ["SHELL"] = "/bin/sh",
        ["TMPDIR"] = "/tmp",
        ["TZ"] = "UTC",
        ["USER"] = "guest",
    };
}
