using System.Net.Sockets;
using System.Text;
using Bailey.Policy;
using Bailey.Tunnel.Dialling;
using Bailey.Tunnel.Http;
using Bailey.Tunnel.Relaying;
using Bailey.Tunnel.Reports;
using Bailey.Tunnel.Socks;
using Bailey.Tunnel.Tls;

namespace Bailey.Tunnel.Serving;

/// <summary>One connection of the program: asked for by HTTP or SOCKS5, decided, dialled, and carried. Everything it sends may be hostile.</summary>
internal sealed class ClientConnection
{
    private static readonly TimeSpan HeadTime = TimeSpan.FromSeconds(30);
    private const byte SocksVersion = 5;

    private readonly NetworkStream _client;
    private readonly PeekBuffer _peek;
    private readonly TunnelOpening _opening;
    private readonly Dialler _dialler;
    private readonly IReports _reports;
    private readonly long _number;

    public ClientConnection(NetworkStream client, TunnelOpening opening, Dialler dialler, IReports reports, long number)
    {
        _client = client;
        _peek = new PeekBuffer(client);
        _opening = opening;
        _dialler = dialler;
        _reports = reports;
        _number = number;
    }

    /// <summary>Serves it to its end.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        using var head = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        head.CancelAfter(HeadTime);
        if (!await _peek.MoreAsync(head.Token))
        {
            return;
        }

        if (_peek.Held.Span[0] == SocksVersion && !_opening.ForFetcher)
        {
            await SocksAsync(head.Token, cancellation);
        }
        else if (await HeadAsync(head.Token) is not { } request)
        {
            await MalformedAsync("an HTTP request");
        }
        else if (!await CredentialsAsync(request))
        {
            return;
        }
        else if (request.Method == EgressRoute.Connect)
        {
            await ConnectAsync(request, head.Token, cancellation);
        }
        else
        {
            await PlainAsync(request, cancellation);
        }
    }

    private async Task SocksAsync(CancellationToken head, CancellationToken cancellation)
    {
        SocksRequest asked = await SocksHandshake.ReadAsync(_peek, _client, _opening, head);
        if (asked.Refused is { } reason)
        {
            await _reports.RefusedAsync(reason, asked.Text, clause: null);
            await _client.WriteAsync(SocksHandshake.Answer(reason), cancellation);
            return;
        }

        var to = new Authority(asked.Host!, asked.Port);
        await OpenAsync(to, succeeded: SocksHandshake.Succeeded, SocksHandshake.Answer, SocksHandshake.Unreachable, head, cancellation);
    }

    private async Task ConnectAsync(RequestHead request, CancellationToken head, CancellationToken cancellation)
    {
        if (Authority.Parse(request.Target, otherwise: null) is not { } to)
        {
            await RefuseAsync(EgressReason.Name, $"{EgressRoute.Connect} {request.Target}", HttpAnswers.Forbidden);
            return;
        }

        // Host, where it is there, is the same as the target (RFC 9110 section 9.3.6).
        if (request.Values("Host") is { Length: > 0 } hosts && (hosts.Length > 1 || Authority.Parse(hosts[0], to.Port) != to))
        {
            await RefuseAsync(EgressReason.OtherHost, $"{EgressRoute.Connect} {request.Target}", HttpAnswers.Forbidden);
            return;
        }

        await OpenAsync(to, HttpAnswers.Established, HttpAnswers.Forbidden, HttpAnswers.Unreachable, head, cancellation);
    }

    /// <summary>A connection whose content is TLS, or HTTP in the open.</summary>
    private async Task OpenAsync(
        Authority to, byte[] succeeded, Func<EgressReason, byte[]> refused, byte[] unreachable, CancellationToken head, CancellationToken cancellation)
    {
        EgressRoute? route = _opening.Rules.Find(to.Host, to.Port);
        // What would be granted: port 80 is hardly ever TLS.
        bool isTls = route?.IsTls ?? to.Port != 80;
        string subject = $"{(isTls ? EgressRoute.Connect : "GET")} {EgressRules.Origin(isTls, to.Host, to.Port)}";
        if (route is null || (isTls && !route.Methods.Contains(EgressRoute.Connect, StringComparer.Ordinal)))
        {
            await RefuseAsync(EgressReason.NotGranted, subject, refused);
            return;
        }

        if (!isTls)
        {
            // Every request is looked at, as if it had been asked for in the open.
            await _client.WriteAsync(succeeded, cancellation);
            if (await HeadAsync(head) is { } request)
            {
                await RequestAsync(request, request.Target, to, cancellation);
            }
            else
            {
                await MalformedAsync(EgressRules.Origin(isTls, to.Host, to.Port));
            }

            return;
        }

        using Socket? socket = await DialAsync(route, subject, refused, unreachable, cancellation);
        if (socket is not null)
        {
            await _client.WriteAsync(succeeded, cancellation);
            await TlsAsync(route, subject, socket, head, cancellation);
        }
    }

    private async Task TlsAsync(EgressRoute route, string subject, Socket socket, CancellationToken head, CancellationToken cancellation)
    {
        using var relay = new Relay(cancellation);
        try
        {
            if (await HelloFlawAsync(route, head) is { } flaw)
            {
                await _reports.RefusedAsync(flaw, subject, clause: null);
                return;
            }

            await using var server = new NetworkStream(socket, ownsSocket: false);
            ReadOnlyMemory<byte> hello = _peek.Take(_peek.Held.Length);
            await server.WriteAsync(hello, relay.Ended);
            relay.MovedOut(hello.Length);
            await relay.BothAsync(_client, server);
        }
        finally
        {
            _reports.Closed(_number, relay.Sent, relay.Received);
        }
    }

    // Reads until it is known what the client begins with; null where it may be carried.
    private async Task<EgressReason?> HelloFlawAsync(EgressRoute route, CancellationToken head)
    {
        while (true)
        {
            switch (ClientHello.Read(_peek.Held.Span, out ClientHello? hello))
            {
                case HelloKind.Incomplete when await _peek.MoreAsync(head):
                    continue;
                case HelloKind.Incomplete when _peek.Held.Length == 0:
                    throw new IOException("the client went before it said anything");
                case HelloKind.Whole:
                    return hello!.FlawFor(route.Host);
                default:
                    return EgressReason.NotTls;
            }
        }
    }

    private async Task PlainAsync(RequestHead request, CancellationToken cancellation)
    {
        const string scheme = "http://";
        if (!request.Target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            await MalformedAsync($"{request.Method} {request.Target}");
            return;
        }

        string rest = request.Target[scheme.Length..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? rest : rest[..end];
        string path = end < 0 ? "/" : rest[end] == '/' ? rest[end..] : "/" + rest[end..];
        if (Authority.Parse(authority, otherwise: 80) is not { } to)
        {
            await RefuseAsync(EgressReason.Name, $"{request.Method} {scheme}{authority}", HttpAnswers.Forbidden);
            return;
        }

        await RequestAsync(request, path, to, cancellation);
    }

    /// <summary>One request in the open, and its answer.</summary>
    private async Task RequestAsync(RequestHead request, string path, Authority to, CancellationToken cancellation)
    {
        string subject = $"{request.Method} {EgressRules.Origin(isTls: false, to.Host, to.Port)}";
        EgressRoute? route = _opening.Rules.FindPlain(to.Host, to.Port);
        if (route is null || !route.Methods.Contains(request.Method, StringComparer.Ordinal))
        {
            await RefuseAsync(EgressReason.NotGranted, subject, HttpAnswers.Forbidden);
            return;
        }

        if (request.Values("Host") is not [var host] || Authority.Parse(host, otherwise: 80) != to)
        {
            await RefuseAsync(EgressReason.OtherHost, subject, HttpAnswers.Forbidden);
            return;
        }

        if (path[0] != '/' || path.Contains('#', StringComparison.Ordinal) || ForwardedRequest.Of(request, path) is not { } forwarded)
        {
            await RefuseAsync(EgressReason.Malformed, subject, HttpAnswers.Forbidden);
            return;
        }

        using Socket? socket = await DialAsync(route, subject, HttpAnswers.Forbidden, _opening.ForFetcher ? [] : HttpAnswers.Unreachable, cancellation);
        if (socket is null)
        {
            return;
        }

        using var relay = new Relay(cancellation);
        try
        {
            await using var server = new NetworkStream(socket, ownsSocket: false);
            await server.WriteAsync(forwarded.Head, relay.Ended);
            relay.MovedOut(forwarded.Head.Length);
            Task answer = relay.InwardAsync(server, _client);
            await RequestBody.SendAsync(_peek, server, forwarded.Length, relay.MovedOut, relay.Ended);
            await answer;
        }
        finally
        {
            _reports.Closed(_number, relay.Sent, relay.Received);
        }
    }

    private async Task<Socket?> DialAsync(EgressRoute route, string subject, Func<EgressReason, byte[]> refused, byte[] unreachable, CancellationToken cancellation)
    {
        Dialled dialled = await _dialler.DialAsync(route, cancellation);
        if (dialled.Refused is { } reason)
        {
            await RefuseAsync(reason, subject, refused, route.Clause);
        }
        else if (dialled.Socket is null)
        {
            await _client.WriteAsync(unreachable, cancellation);
        }
        else
        {
            await _reports.OpenedAsync(_number, subject, dialled.Address!);
        }

        return dialled.Socket;
    }

    private async Task<RequestHead?> HeadAsync(CancellationToken head)
    {
        int length;
        while ((length = RequestHead.LengthOf(_peek.Held.Span)) < 0)
        {
            if (!await _peek.MoreAsync(head))
            {
                return null;
            }
        }

        return RequestHead.Parse(_peek.Take(length).Span);
    }

    // Absent is allowed where the listening socket is this program's own. Another sandbox's is not.
    private async Task<bool> CredentialsAsync(RequestHead request)
    {
        string right = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_opening.User}:{_opening.Password}"));
        string[] sent = request.Values("Proxy-Authorization");
        if ((sent.Length == 0 && !_opening.ForFetcher) || (sent.Length == 1 && sent[0] == right))
        {
            return true;
        }

        await RefuseAsync(EgressReason.Credentials, $"{request.Method} {request.Target}", static _ => HttpAnswers.OtherCredentials);
        return false;
    }

    private Task MalformedAsync(string subject) => RefuseAsync(EgressReason.Malformed, subject, HttpAnswers.Forbidden);

    // On disk first, then said.
    private async Task RefuseAsync(EgressReason reason, string subject, Func<EgressReason, byte[]> answer, string? clause = null)
    {
        await _reports.RefusedAsync(reason, subject, clause);
        await _client.WriteAsync(answer(reason));
    }
}
