using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Bailey.AspNetCore;

/// <summary>
/// The live list as server-sent events. <c>containers</c>: the open ones, <c>[{id, origin, grade}]</c>, at first and whenever that changes;
/// without a name: one <see cref="ContainerEvent"/> each. With <c>?refused</c> in the address those that were not granted alone. A browser
/// that comes back gets what it missed, as far as it is kept.
/// </summary>
internal static class EventStream
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // A page that asks for thousands of files a second makes four answers a second, not thousands.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task ServeAsync(BaileyContainers containers, IHostApplicationLifetime application, HttpContext context)
    {
        bool refusedAlone = context.Request.Query.ContainsKey("refused");
        _ = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        // An application that is about to stop does not wait for whoever listens.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, application.ApplicationStopping);
        CancellationToken cancellation = either.Token;
        try
        {
            int openings = -1;
            while (true)
            {
                (IReadOnlyList<ContainerEvents.Numbered> events, int now, Task next) = containers.Events.Since(number);
                var text = new StringBuilder();
                if (now != openings)
                {
                    openings = now;
                    var open = containers.Open.Select(static container => new { container.Id, container.Origin, Grade = container.Grade() });
                    text.Append(CultureInfo.InvariantCulture, $"event: containers\ndata: {JsonSerializer.Serialize(open, Json)}\n\n");
                }

                foreach ((long at, ContainerEvent happened) in events)
                {
                    number = at;
                    if (!refusedAlone || !happened.Granted)
                    {
                        text.Append(CultureInfo.InvariantCulture, $"id: {at}\ndata: {JsonSerializer.Serialize(happened, Json)}\n\n");
                    }
                }

                await context.Response.WriteAsync(text.ToString(), cancellation);
                await context.Response.Body.FlushAsync(cancellation);
                await next.WaitAsync(cancellation);
                await Task.Delay(Pause, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The page went away, or the application ends.
        }
    }
}
