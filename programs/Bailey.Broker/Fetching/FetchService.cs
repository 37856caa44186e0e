using System.Collections.Concurrent;
using System.Text.Json;
using Bailey.Broker.Programs;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Fetching;

/// <summary>
/// Serves the <c>fetch.</c> methods of one guest: decides each request, writes the decision down, and only then passes it on to a fetcher, which
/// is started for the first. Thread-safe.
/// </summary>
/// <remarks>
/// <b>Stops:</b> requests whose origin or method the guest has no grant for; bodies beyond their grant. <b>Does not stop:</b> after an exploit, one
/// package from using what another was granted.
/// </remarks>
internal sealed class FetchService : IDisposable
{
    // Each holds a connection or waits for one. A guest that never reads bodies learns it here.
    private const int MostAtOnce = 256;
    private const int LargestPiece = 64 * 1024;
    private const int LongestShown = 512;

    private readonly GuestEgress _egress;
    private readonly Func<Task<ProgramStarter>> _starter;
    private readonly Action<Refusal> _refused;
    private readonly Action<string> _said;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<long, GuestFetch> _open = new();
    private readonly Dictionary<EgressRoute, long> _moved = [];
    private Task<FetcherSession>? _fetcher;
    private long _last;
    private bool _disposed;

    /// <param name="egress">The guest's grants.</param>
    /// <param name="starter">Starts processes.</param>
    /// <param name="refused">Takes a refusal; it is on disk when this returns.</param>
    /// <param name="said">Takes a line for the audit log; it is on disk when this returns.</param>
    public FetchService(GuestEgress egress, Func<Task<ProgramStarter>> starter, Action<Refusal> refused, Action<string> said)
    {
        _egress = egress;
        _starter = starter;
        _refused = refused;
        _said = said;
    }

    /// <summary>Answers one request of the worker, now or later.</summary>
    /// <exception cref="InvalidDataException">No realm asks like this.</exception>
    public void Handle(Request request)
    {
        try
        {
            if (request.Message.Method == "fetch.open")
            {
                request.Answer(Open(FetchRequest.Read(request.Message.Json)));
                return;
            }

            using JsonDocument document = JsonDocument.Parse(request.Message.Json);
            JsonElement json = document.RootElement;
            GuestFetch? fetch = _open.GetValueOrDefault(json.GetProperty("id").GetInt64());
            if (fetch is not null && fetch.Package != json.GetProperty("by").GetString())
            {
                throw new InvalidDataException("another package's request");
            }

            switch (request.Message.Method)
            {
                case "fetch.close":
                    if (fetch is not null)
                    {
                        Close(fetch);
                    }

                    request.Answer(Reply.Empty);
                    break;
                case "fetch.head" or "fetch.read" or "fetch.send" when fetch is null:
                    request.Answer(FetchJson.Failure("closed", "the request is over"));
                    break;
                case "fetch.head":
                    Later(request, fetch!, isUpload: false, () => Head(fetch!));
                    break;
                case "fetch.read":
                    Later(request, fetch!, isUpload: false, () => Read(fetch!));
                    break;
                case "fetch.send" when request.Message.Data.Length <= LargestPiece:
                    bool end = json.GetProperty("end").GetBoolean();
                    Later(request, fetch!, isUpload: true, () => Upload(fetch!, request.Message.Data, end));
                    break;
                default:
                    throw new InvalidDataException("no such method");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or NullReferenceException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("malformed", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task<FetcherSession>? fetcher;
        lock (_gate)
        {
            _disposed = true;
            fetcher = _fetcher;
        }

        _ = fetcher?.ContinueWith(static started => started.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private Reply Open(FetchRequest request)
    {
        if (request.Target is not { } target)
        {
            return Refuse(EgressReasons.Refusal(EgressReason.Name, $"{request.Method} {request.Url[..Math.Min(request.Url.Length, LongestShown)]}") with { Package = request.Package });
        }

        EgressDecision decision = _egress.Decide(request.Package, request.Method, target);
        if (decision.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        if (_open.Count >= MostAtOnce)
        {
            return FetchJson.Failure("busy", $"{MostAtOnce} requests are open: read or cancel the bodies of their answers");
        }

        var fetch = new GuestFetch(Interlocked.Increment(ref _last), request, target, decision.Route!);
        // (f2) On disk first, then sent.
        _said(FetchJson.Line("fetch", fetch));
        _open[fetch.Id] = fetch;
        byte[] begin = FetchJson.Begin(fetch.Id, request, target);
        fetch.Sent = Task.Run(async () =>
        {
            FetcherSession fetcher = await Fetcher();
            return (fetcher, fetcher.Ask("fetch.begin", begin));
        });
        return new Reply(false, FetchJson.Id(fetch.Id), default);
    }

    private void Later(Request request, GuestFetch fetch, bool isUpload, Func<Task<Reply>> work)
    {
        Task<Reply> doing = fetch.Alone(isUpload, work);
        if (doing.IsFaulted && doing.Exception.InnerException is InvalidDataException misuse)
        {
            throw misuse;
        }

        _ = Answer(request, fetch, doing);
    }

    private async Task Answer(Request request, GuestFetch fetch, Task<Reply> doing)
    {
        Reply reply;
        try
        {
            reply = await doing;
        }
        catch (Exception error) when (error is ProtocolException or IOException or WallUnavailableException or InvalidDataException or ObjectDisposedException)
        {
            Forget(fetch);
            Close(fetch);
            reply = FetchJson.Failure("ended", error is WallUnavailableException ? "no fetcher can be started" : "the fetcher ended");
            _said(FetchJson.Line("fetcher", fetch, json => json.WriteString("detail", GuestText.ForTerminal(error.Message, 2000))));
        }

        request.Answer(reply);
    }

    private async Task<Reply> Head(GuestFetch fetch)
    {
        (FetcherSession fetcher, Task<Reply> asked) = await fetch.Sent!;
        Reply reply = await asked;
        if (reply.IsError || fetch.Refused is not null)
        {
            Reply failure = Fail(fetch, reply);
            return fetch.Refused is { } refusal ? Failure(refusal) : failure;
        }

        if (FetchJson.Head(reply.Json) is not { } head)
        {
            fetcher.Break("its answer was none");
            throw new IOException("its answer was none");
        }

        fetch.Status = head.Status;
        if (head.Empty)
        {
            Close(fetch);
        }

        return new Reply(false, head.Json, default);
    }

    private async Task<Reply> Read(GuestFetch fetch)
    {
        (FetcherSession fetcher, _) = await fetch.Sent!;
        Reply reply = await fetcher.Ask("fetch.read", FetchJson.Id(fetch.Id));
        if (reply.IsError || reply.Data.Length > LargestPiece)
        {
            return Fail(fetch, reply);
        }

        // (f5)
        fetch.Received += reply.Data.Length;
        if (!Moves(fetch, reply.Data.Length))
        {
            return TooLarge(fetch);
        }

        bool end = reply.Data.Length == 0;
        if (end)
        {
            Close(fetch);
        }

        return new Reply(false, end ? """{"end":true}"""u8.ToArray() : """{"end":false}"""u8.ToArray(), reply.Data);
    }

    private async Task<Reply> Upload(GuestFetch fetch, ReadOnlyMemory<byte> data, bool end)
    {
        (FetcherSession fetcher, _) = await fetch.Sent!;
        fetch.Uploaded += data.Length;
        if (!Moves(fetch, data.Length))
        {
            return TooLarge(fetch);
        }

        // Where the connection takes no more, the answer's head says why.
        _ = await fetcher.Ask("fetch.send", FetchJson.Piece(fetch.Id, end), data);
        return Reply.Empty;
    }

    private bool Moves(GuestFetch fetch, int count)
    {
        lock (_gate)
        {
            return (_moved[fetch.Route] = _moved.GetValueOrDefault(fetch.Route) + count) <= fetch.Route.MaxBytes;
        }
    }

    private Reply TooLarge(GuestFetch fetch)
    {
        Close(fetch);
        return Refuse(GuestEgress.TooLarge(fetch.Package, fetch.Subject, fetch.Route));
    }

    private Reply Refuse(Refusal refusal)
    {
        _refused(refusal);
        return Failure(refusal);
    }

    private static Reply Failure(Refusal refusal) => FetchJson.Failure("ERR_BAILEY_REFUSED", RefusalText.ForGuest(refusal), refusal);

    // The fetcher's own words are for the log: a guest is told one of a few.
    private Reply Fail(GuestFetch fetch, Reply reply)
    {
        string kind = "network";
        string detail = "";
        try
        {
            using JsonDocument json = JsonDocument.Parse(reply.Json);
            kind = json.RootElement.GetProperty("code").GetString()!;
            detail = json.RootElement.GetProperty("message").GetString()!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            detail = "malformed";
        }

        _said(FetchJson.Line("failed", fetch, json => json.WriteString("detail", GuestText.ForTerminal(detail, 2000))));
        Close(fetch);
        return kind switch
        {
            "certificate" => FetchJson.Failure("certificate", "the server's certificate is not trusted"),
            "connection" => FetchJson.Failure("connection", "no connection could be opened"),
            _ => FetchJson.Failure("network", "the connection failed"),
        };
    }

    private void Close(GuestFetch fetch)
    {
        if (!_open.TryRemove(fetch.Id, out _))
        {
            return;
        }

        _said(FetchJson.Line("fetched", fetch, json =>
        {
            json.WriteNumber("status", fetch.Status);
            json.WriteNumber("sent", fetch.Uploaded);
            json.WriteNumber("received", fetch.Received);
        }));
        _ = fetch.Sent!.ContinueWith(sent => sent.Result.Fetcher.Close(fetch.Id), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    // The tunnel does not know who asked: whoever waits for this origin did.
    private void RefusedByTunnel(Refusal refusal)
    {
        GuestFetch[] asked = [.. _open.Values.Where(fetch => fetch.Status == 0 && fetch.TunnelSubject == refusal.Subject)];
        foreach (GuestFetch fetch in asked)
        {
            fetch.Refused = refusal with { Package = fetch.Package, Subject = fetch.Subject };
        }

        foreach (Refusal said in asked.Select(static fetch => fetch.Refused!).Distinct().DefaultIfEmpty(refusal))
        {
            _refused(said);
        }
    }

    // Before the guest hears of it: what it asks for next goes to another one.
    private void Forget(GuestFetch fetch)
    {
        if (fetch.Sent is { IsCompletedSuccessfully: true, Result.Fetcher: var ended })
        {
            ended.Dispose();
            lock (_gate)
            {
                _fetcher = _fetcher is { IsCompletedSuccessfully: true, Result: var current } && current == ended ? null : _fetcher;
            }
        }
    }

    private Task<FetcherSession> Fetcher()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // One that ended is followed by another: its requests failed, those after them need not.
            return _fetcher is { IsFaulted: false } and not { IsCompletedSuccessfully: true, Result.Ended.IsCompleted: true } ? _fetcher : _fetcher = Start();
        }
    }

    private async Task<FetcherSession> Start() => await FetcherSession.StartAsync(await _starter(), _egress.Routes, RefusedByTunnel, _said);
}
