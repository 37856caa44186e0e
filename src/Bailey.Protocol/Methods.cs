namespace Bailey.Protocol;

/// <summary>Which process takes part in a channel.</summary>
public enum Party
{
    /// <summary>The program that embeds Bailey, or the command line.</summary>
    Host,

    /// <summary>The broker.</summary>
    Broker,

    /// <summary>A worker that runs one guest.</summary>
    Guest,

    /// <summary>A worker that parses and rewrites, and never runs guest code.</summary>
    Compiler,

    /// <summary>A worker that serves one contained page.</summary>
    WebHost,

    /// <summary>A process that carries the connections of one native program, or of one guest's fetcher.</summary>
    Tunnel,

    /// <summary>A process that speaks HTTP and TLS for one guest.</summary>
    Fetcher,
}

/// <summary>One row of the protocol: who asks whom for what.</summary>
/// <param name="Name">The method as it stands in a frame.</param>
/// <param name="From">The asking side.</param>
/// <param name="To">The answering side.</param>
/// <param name="IsEvent">Whether it has no reply.</param>
/// <param name="Meaning">One sentence: JSON in, JSON out, data.</param>
public sealed record MethodRow(string Name, Party From, Party To, bool IsEvent, string Meaning);

/// <summary>
/// The methods of the protocol. A receiver answers nothing that has no row here for its own party and the sender's.
/// File methods begin with <see cref="FilePrefix"/>: the guest's and the compiler's are the same.
/// </summary>
public static class Methods
{
    /// <summary>Prefix of the file methods.</summary>
    public const string FilePrefix = "file.";

    /// <summary>Prefix of the methods for requests over the network.</summary>
    public const string FetchPrefix = "fetch.";

    /// <summary>
    /// The largest message between guest and host, in bytes, JSON and data together. js/realm/src/realm/embed/values.ts has the same number.
    /// </summary>
    public const int LargestHostMessage = 3 * 1024 * 1024;

    /// <summary>Every method but the file methods.</summary>
    public static IReadOnlyList<MethodRow> Rows { get; } =
    [
        new("guest.start", Party.Host, Party.Broker, false, "{guest, programFolder, policyFolder, entry?, arguments, policy?, override?, bailey?, offer?} -> {granted}: starts one guest under the host's number for it; granted: the numbers of the offer that the policy grants."),
        new("program.start", Party.Host, Party.Broker, false, "{guest, command, policyFolder, bailey?, workingFolder?, preset?, display?} -> {granted}: starts one native program under the host's number for it; the same events follow as for a guest."),
        new("guest.message", Party.Host, Party.Broker, true, "{guest, length} + data: a message for the guest, of which length bytes are JSON; kept until the entry runs."),
        new("guest.message", Party.Broker, Party.Guest, true, "{kind: call|abort|release, …} + data: the same, in the guest's worker."),
        new("host.call", Party.Guest, Party.Broker, false, "{kind: call|read|write|flush, target, args} + data -> {value} or {error}: relayed to the host; the reply is the credit."),
        new("host.answer", Party.Guest, Party.Broker, false, "{call, value|error|aborted} + data -> {}: answers a call of the host, relayed."),
        new("host.call", Party.Broker, Party.Host, false, "{guest, length} + data -> {value} or {error} + data: the guest's message, not taken apart. An error ends the guest."),
        new("host.answer", Party.Broker, Party.Host, false, "{guest, length} + data -> {}: likewise."),
        new("workers.keep", Party.Host, Party.Broker, false, "{count, jit} -> {waiting, bytes}: keeps that many guest workers warm; answered when they are."),
        new("guest.cancel", Party.Host, Party.Broker, false, "{guest} -> {}: ends it now; guest.ended follows."),
        new("guest.input", Party.Host, Party.Broker, false, "{guest, end} + data -> {}: bytes of the guest's standard input; the reply is the credit: they are taken, or nobody will."),
        new("guest.output", Party.Broker, Party.Host, true, "{guest, stream} + data: bytes the guest wrote; not escaped."),
        new("guest.refused", Party.Broker, Party.Host, true, "{guest, refusal}: a refusal, already on disk."),
        new("guest.progress", Party.Broker, Party.Host, true, "{guest, text}: what is being done, for people."),
        new("guest.findings", Party.Broker, Party.Host, true, "{guest, findings}: remarks of the compile worker on the program's files, and of the broker on grants without a source."),
        new("guest.fallback", Party.Broker, Party.Host, true, "{guest, mechanism, lost}: it runs behind less than usual, before anything of it; lost is for people."),
        new("guest.ended", Party.Broker, Party.Host, true, "{guest, outcome, …}: how it ended."),
        new("policy.init", Party.Host, Party.Broker, false, "{guest, programFolder, policyFolder, entry} -> {policy, needs, findings}: static analysis, nothing runs."),
        new("wall.examine", Party.Host, Party.Broker, false, "{} -> {stands, guests, programs, findings, clauses, identity}: what stands on this machine."),
        new("web.open", Party.Host, Party.Broker, false, "{container, source, base, hosts, bailey?, grade?, fresh?} -> {id, origin, authority, grade, sandbox, allow, frameSource, socket, headers}: opens one container under the host's number for it."),
        new("web.close", Party.Host, Party.Broker, false, "{container} -> {}: ends it."),
        new("web.refused", Party.Host, Party.Broker, true, "{container, kind, subject, grant}: the front refused something; for the audit log."),
        new("web.finding", Party.Broker, Party.Host, true, "{container, path, code, message, fix, …}: a remark on a page, already on disk; the web host's word."),
        new("web.ended", Party.Broker, Party.Host, true, "{container, detail}: its web host ended by itself."),
        new("web.open", Party.Broker, Party.WebHost, false, "{id, authority, grade, entry, archive?, compiler, headers} -> {}: what to serve; worker.seal came before."),
        new("tunnel.open", Party.Broker, Party.Tunnel, false, "{user, password, forFetcher, routes: [{origin, methods, private, clause}]} -> {}: what its program may reach; it accepts from then on. worker.seal came before."),
        new("tunnel.refused", Party.Tunnel, Party.Broker, false, "{reason, subject, clause?} -> {}: a connection was refused; answered when that is on disk."),
        new("tunnel.opened", Party.Tunnel, Party.Broker, false, "{connection, subject, address} -> {}: a connection stands; answered when that is on disk."),
        new("tunnel.closed", Party.Tunnel, Party.Broker, true, "{connection, sent, received}: its end, in bytes."),
        new("fetch.open", Party.Guest, Party.Broker, false, "{by, method, url, headers: [[name, value]], body: {length?}|null} -> {id}: decides and begins one request; no redirect is followed."),
        new("fetch.send", Party.Guest, Party.Broker, false, "{by, id, end} + data -> {}: bytes of its body; the reply is the credit."),
        new("fetch.head", Party.Guest, Party.Broker, false, "{by, id} -> {status, statusText, headers, empty}: the head of its answer; empty: no body follows, and the request is over."),
        new("fetch.read", Party.Guest, Party.Broker, false, "{by, id} -> {end} + data: bytes of its answer, at most 64 KiB; end: the request is over."),
        new("fetch.close", Party.Guest, Party.Broker, false, "{by, id} -> {}: nobody wants it any more."),
        new("fetcher.open", Party.Broker, Party.Fetcher, false, "{user, password} -> {}: what to say to the tunnel. worker.seal came before."),
        new("fetch.begin", Party.Broker, Party.Fetcher, false, "{id, origin, path, method, headers, body: {length?}|null} -> {status, statusText, headers, empty} or {kind} as error: one request, one answer."),
        new("fetch.send", Party.Broker, Party.Fetcher, false, "{id, end} + data -> {}: the same as the guest's."),
        new("fetch.read", Party.Broker, Party.Fetcher, false, "{id} -> {end} + data: the same as the guest's."),
        new("fetch.close", Party.Broker, Party.Fetcher, true, "{id}: it is ended and forgotten."),
        new("worker.seal", Party.Broker, Party.Guest, false, "{} + data -> {}: the filter to load now that the worker is warm; the compile worker has it too."),
        new("guest.boot", Party.Broker, Party.Guest, false, "GuestConfiguration -> {}: lockdown is done, the policy is in force."),
        new("guest.load", Party.Broker, Party.Guest, false, "ModuleGraph -> {}: compiled modules."),
        new("guest.run", Party.Broker, Party.Guest, true, "{entry}: runs; guest.exit follows."),
        new("guest.exit", Party.Guest, Party.Broker, true, "{code, error?}: the guest is done; the worker ends."),
        new("guest.limit", Party.Guest, Party.Broker, true, "{name}: the guest reached a limit that the worker counts; the worker ends."),
        new("stdin.read", Party.Guest, Party.Broker, false, "{length} -> {bytes} + data: standard input; 0 bytes at its end."),
        new("guest.write", Party.Guest, Party.Broker, false, "{stream} + data -> {}: standard output or error; the reply is the credit."),
        new("module.resolve", Party.Guest, Party.Broker, false, "{from, specifier, kind, package} -> ModuleAnswer: a late miss, relayed to the compile worker."),
        new("audit.refusal", Party.Guest, Party.Broker, false, "{kind, package, subject, grant} -> {}: wall 1 refused something."),
        new("compile.graph", Party.Broker, Party.Compiler, false, "{entry, policy, conditions} -> {graph, findings}."),
        new("compile.resolve", Party.Broker, Party.Compiler, false, "the same as module.resolve."),
        new("compile.init", Party.Broker, Party.Compiler, false, "{entry} -> {policy, needs, findings}."),
        new("compile.page", Party.Broker, Party.Compiler, false, "{path, key, goal, name?, text} -> {file, imports, error?}: the code file of one text of a page."),
        new("page.compile", Party.WebHost, Party.Broker, false, "{goal, name?, file?} + data: the text -> the answer of compile.page, or {refused} + data: the code file's path."),
        new("page.find", Party.WebHost, Party.Broker, false, "{} + data: the hash in a code file's path -> the answer that page.compile gave for it, or an error."),
        new("page.finding", Party.WebHost, Party.Broker, true, "{path, code, message, fix}: a remark on a page."),
        new("compile.progress", Party.Compiler, Party.Broker, true, "{text}."),
        new("worker.report", Party.Guest, Party.Broker, true, "{text}: a fault inside the worker, for the log."),
        new("cache.get", Party.Compiler, Party.Broker, false, "{key} -> {} + data, or an error."),
        new("cache.hash", Party.Compiler, Party.Broker, false, "{} + data -> {} + data: SHA-256 in lower-case hexadecimal."),
        new("cache.put", Party.Compiler, Party.Broker, true, "{key} + data."),
    ];
}
