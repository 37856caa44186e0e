using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Bailey.Fetcher.Dialling;
using Bailey.Fetcher.Exchanges;
using Bailey.Interop;
using Bailey.Protocol;

namespace Bailey.Fetcher;

/// <summary>One guest's fetcher: it is warmed, sealed, then told how to speak to its tunnel, and makes requests until the broker closes the channel.</summary>
/// <remarks>
/// <b>Stops:</b> a server that cannot prove its name; a parser of HTTP or TLS that a server takes over sits in a process without network and files.
/// <para><b>Does not stop:</b> a fetcher that was taken over from making up answers of all origins that this guest may reach.</para>
/// </remarks>
internal sealed class FetcherProcess : IChannelHandler
{
    // Larger than any message the broker sends: the filter, a request's head, a piece of a body.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 1024 * 1024);

    private readonly ConcurrentDictionary<long, Exchange> _exchanges = new();
    private HttpMessageInvoker? _client;

    /// <summary>Serves until the broker closes the channel, which ends the process.</summary>
    public static int Run(Stream stream)
    {
        using var channel = new Channel(stream, new FetcherProcess(), Bounds);
        channel.Start();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        // In the order in which they come: a request's pieces follow its beginning.
        if (request.Message.Method == "fetch.send")
        {
            Send(request);
        }
        else
        {
            _ = Answer(request);
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        if (message.Method == "fetch.close" && _exchanges.TryRemove(Id(message), out Exchange? exchange))
        {
            exchange.Dispose();
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason) => LibC._exit(reason is null ? 0 : 70);

    private static long Id(Message message)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty("id").GetInt64();
    }

    private void Send(Request request)
    {
        using JsonDocument json = JsonDocument.Parse(request.Message.Json);
        if (_exchanges.TryGetValue(json.RootElement.GetProperty("id").GetInt64(), out Exchange? exchange) && exchange.Upload is { } body)
        {
            body.Add(request, json.RootElement.GetProperty("end").GetBoolean());
        }
        else
        {
            request.Answer(Reply.Failure("over", "there is no such request"));
        }
    }

    private async Task Answer(Request request)
    {
        try
        {
            request.Answer(await Handle(request.Message));
        }
        catch (OperationCanceledException)
        {
            request.Answer(Reply.Failure("closed", "the request was closed"));
        }
#pragma warning disable CA1031 // Whatever fails, the broker is told of this one request's failure, and the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Answer(Reply.Failure(Kind(error), error.ToString()));
        }
    }

    // What the guest is told; the text is for the log.
    private static string Kind(Exception error)
    {
        for (Exception? at = error; at is not null; at = at.InnerException)
        {
            if (at is AuthenticationException)
            {
                return "certificate";
            }
        }

        return error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } ? "connection" : "network";
    }

    private async Task<Reply> Handle(Message message)
    {
        switch (message.Method)
        {
            case "worker.seal":
                await Task.Run(() => Seal.Apply(message.Data.Span, Exercise));
                return Reply.Empty;
            case "fetcher.open":
                using (JsonDocument json = JsonDocument.Parse(message.Json))
                {
                    _client = Client(new TunnelDialler(json.RootElement.GetProperty("user").GetString()!, json.RootElement.GetProperty("password").GetString()!));
                }

                return Reply.Empty;
            case "fetch.begin":
                using (JsonDocument json = JsonDocument.Parse(message.Json))
                {
                    var exchange = new Exchange(ExchangeRequest.Read(json.RootElement));
                    _exchanges[json.RootElement.GetProperty("id").GetInt64()] = exchange;
                    return await exchange.SendAsync(_client!);
                }

            case "fetch.read":
                return _exchanges.TryGetValue(Id(message), out Exchange? read) ? await read.ReadAsync() : Reply.Failure("over", "there is no such request");
            default:
                return Reply.Failure("protocol", $"the fetcher has no method {message.Method}");
        }
    }

    private static HttpMessageInvoker Client(TunnelDialler dialler) => new(new SocketsHttpHandler
    {
        // One hop at a time: each is decided for itself.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // What is left of an answer that nobody wants is not read to its end.
        MaxResponseDrainSize = 0,
        RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
        SslOptions = new SslClientAuthenticationOptions { CertificateRevocationCheckMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck },
        ConnectCallback = (context, cancellation) => dialler.ConnectAsync(context.DnsEndPoint, cancellation),
    });

    // Whatever these classes load at their first use.
    private static void Exercise()
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            Task connecting = socket.ConnectAsync(new UnixDomainSocketEndPoint("/run/nobody"));
            _ = Task.WhenAny(connecting).Result;
        }

        // A handshake whose other side says nothing. Whatever else fails in it, https would too.
        using var tls = new SslStream(new MemoryStream());
        Task handshake = tls.AuthenticateAsClientAsync("warm.invalid");
        if (Task.WhenAny(handshake).Result.Exception?.InnerException is not IOException)
        {
            throw new InvalidOperationException("TLS is not there", handshake.Exception);
        }

        Unpacking.Warm();
    }
}
