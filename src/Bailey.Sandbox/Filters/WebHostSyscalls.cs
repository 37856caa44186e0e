using Bailey.Interop;
using static Bailey.Interop.ScmpCompare;
using static Bailey.Sandbox.FilterStage;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The allow-list of a web host: the worker's without the engine's own rows, and what serving connections on an inherited listening
/// socket needs. Recorded with strace. There is no <c>socket</c>, no <c>connect</c>, no <c>bind</c>.
/// </summary>
/// <remarks>
/// <b>Does not stop:</b> talking to whoever connected, which is the front alone: the socket lies in a folder of the host's user.
/// </remarks>
internal static class WebHostSyscalls
{
    /// <summary>The worker's rows that only its JavaScript engine needs.</summary>
    private static readonly string[] EngineOnly = ["rt_sigsuspend", "eventfd2", "getuid", "geteuid", "getgid", "getegid"];

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<SyscallRule> Rows =
    [
        .. WorkerSyscalls.Rows.Where(static row => !EngineOnly.Contains(row.Name)),

        // The listening socket and what it accepts.
        Allow("listen", Starting, "on the socket it was handed; nothing else can be bound"),
        Allow("accept4", Always, "connections of the front"),
        Allow("epoll_create1", Starting, "the runtime waits for sockets"),
        Allow("epoll_ctl", Always, "the runtime waits for sockets"),
        Allow("epoll_wait", Always, "the runtime waits for sockets"),
        Allow("epoll_pwait", Always, "arm64 has no epoll_wait"),
        Allow("recvfrom", Always, "requests of the front"),
        Allow("recvmsg", Always, "requests of the front; it passes no descriptors"),
        Allow("sendto", Always, "answers to whoever is connected: no address", new ScmpArgument(4, Equal, 0, 0)),
        Allow("sendmsg", Always, "answers in several pieces; no socket here could take an address"),
        Allow("shutdown", Always, "the end of an answer"),
        Allow("getsockname", Always, "the runtime asks what kind of socket it has"),
        Allow("getpeername", Always, "the runtime asks whether a socket is connected"),
        Allow("getsockopt", Always, "the runtime asks what kind of socket it has, and for errors"),
        Allow("fcntl", Always, "F_SETFL: accepted sockets do not block", Is(1, 4)),
        Allow("ioctl", Always, "FIONBIO: accepted sockets do not block", Is(1, 0x5421)),
        Allow("ioctl", Always, "FIONREAD: how much is there", Is(1, 0x541B)),
    ];
}
