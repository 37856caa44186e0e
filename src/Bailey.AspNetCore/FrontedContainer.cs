using System.Net.Sockets;
using Bailey.Web.Serving;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bailey.AspNetCore;

/// <summary>An open container as the front sees it: the connections to its web host, whose every answer may be hostile.</summary>
internal sealed class FrontedContainer : IDisposable
{
    // Of the request only what serving needs: no cookies, no address, no name of the browser.
    private static readonly string[] Forwarded =
        ["Accept", "Range", "If-None-Match", "If-Range", "Sec-Fetch-Dest", "Sec-Fetch-Mode", "Sec-Fetch-Site"];

    private readonly HttpMessageInvoker _client;

    public FrontedContainer(Container container)
    {
        Container = container;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(container.Socket), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        });
    }

    public Container Container { get; }

    /// <summary>Asks the web host and passes its answer on. Headers are the guard's business; here only a file's own are taken.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        CancellationToken cancellation = context.RequestAborted;
        using HttpRequestMessage request = Request(context);
        HttpResponseMessage answer;
        try
        {
            answer = await _client.SendAsync(request, cancellation);
        }
        catch (HttpRequestException)
        {
            await Answers.TextAsync(context, 502, "The container has ended.");
            return;
        }

        using (answer)
        {
            HttpResponse response = context.Response;
            int status = (int)answer.StatusCode;
            bool bare = HttpMethods.IsHead(context.Request.Method) || status is 204 or 304;
            if (status < 200 || (!bare && answer.Content.Headers.ContentLength is null) || !TryTake(answer, context))
            {
                response.Clear();
                await Answers.TextAsync(context, 502, "The container's answer is none.");
                return;
            }

            response.StatusCode = status;
            if (!bare)
            {
                // Short of its length: the connection is closed, and the browser sees a broken file.
                await answer.Content.CopyToAsync(response.Body, cancellation);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        // As it came: the path was read already, and means the same there.
        var uri = new Uri("http://" + Container.Authority + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), uri);
        request.Headers.Host = Container.Authority;
        foreach (string name in Forwarded)
        {
            if (context.Request.Headers.TryGetValue(name, out var values))
            {
                request.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentLength = context.Request.ContentLength ?? 0;
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        return request;
    }

    private static bool TryTake(HttpResponseMessage answer, HttpContext context)
    {
        HttpResponse response = context.Response;
        response.ContentLength = answer.Content.Headers.ContentLength;
        foreach (string name in (string[])["Content-Type", "Content-Range", "Allow"])
        {
            if (answer.Content.Headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                response.Headers[name] = values.First();
            }
        }

        foreach (string name in (string[])["ETag", "Accept-Ranges", "Cache-Control"])
        {
            if (answer.Headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                response.Headers[name] = string.Join(", ", values);
            }
        }

        if (!answer.Headers.TryGetValues("Location", out IEnumerable<string>? places))
        {
            return true;
        }

        // Only ever to another path of the same container.
        string place = places.First();
        response.Headers.Location = place;
        return SitePath.TryParse(place, out _);
    }
}
