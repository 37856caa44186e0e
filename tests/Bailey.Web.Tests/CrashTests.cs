using System.Net;
using System.Text;
using Bailey.Policy;
using Bailey.Web.Guard;
using Bailey.Web.Serving;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bailey.Web.Tests;

/// <summary>A web host's own pipeline whose handlers crash at every point.</summary>
public sealed class CrashTests
{
    private const string Id = "abcdefghij234567abcd";
    private const string Authority = Id + ".localhost:5000";

    private static readonly CompiledDocument Compiled = DocumentPolicy.Compile(BaileyPolicy.Empty, ContainerAddress.Of(Id, "http://localhost:5000", "http://localhost:5000"));

    private static readonly Dictionary<string, Func<HttpContext, Task>> Handlers = new(StringComparer.Ordinal)
    {
        ["at once"] = static _ => throw new InvalidOperationException("on purpose"),
        ["after a wait"] = static async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        },
        ["with headers set"] = static context =>
        {
            context.Response.Headers["Link"] = "</x>; rel=preload";
            context.Response.Headers.ETag = "\"x\"";
            throw new InvalidOperationException("on purpose");
        },
        ["after the head"] = static async context =>
        {
            context.Response.ContentLength = 10;
            await context.Response.Body.WriteAsync("abc"u8.ToArray());
            throw new InvalidOperationException("on purpose");
        },
        ["after the head, without a length"] = static async context =>
        {
            await context.Response.Body.WriteAsync("abc"u8.ToArray());
            await context.Response.Body.FlushAsync();
            throw new InvalidOperationException("on purpose");
        },
        ["while the head is made"] = static context =>
        {
            context.Response.OnStarting(static () => throw new InvalidOperationException("on purpose"));
            return Answers.TextAsync(context, 200, "text");
        },
        ["more than its length"] = static async context =>
        {
            context.Response.ContentLength = 1;
            await context.Response.Body.WriteAsync("abc"u8.ToArray());
        },
        ["less than its length"] = static context =>
        {
            context.Response.ContentLength = 10;
            return Task.CompletedTask;
        },
        ["aborted"] = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["a body with 304"] = static async context =>
        {
            context.Response.StatusCode = 304;
            await context.Response.Body.WriteAsync("abc"u8.ToArray());
        },
        ["a status that is none"] = static context =>
        {
            context.Response.StatusCode = 99;
            return Task.CompletedTask;
        },
        ["nothing"] = static _ => Task.CompletedTask,
        ["a header that is none"] = static context =>
        {
            context.Response.Headers["X"] = "a\r\nSet-Cookie: b";
            return Task.CompletedTask;
        },
    };

    public static TheoryData<string> Names { get; } = [.. Handlers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_handler_that_crashes_leaves_no_head_without_headers(string name)
    {
        byte[] answer = await Ask(Handlers[name], guarded: true);
        Assert.All(Heads.Of(answer), static head => Assert.Empty(Heads.Missing(head, Compiled.Headers)));
        Assert.DoesNotContain("Bailey-Guard", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
        // The control: without the guard the same crash leaves a head that lacks them, or nothing at all.
        Assert.All(Heads.Of(await Ask(Handlers[name], guarded: false)), static head => Assert.NotEmpty(Heads.Missing(head, Compiled.Headers)));
    }

    [Fact]
    public async Task The_control_of_the_control_a_handler_that_works_answers_with_headers()
    {
        byte[] answer = await Ask(static context => Answers.TextAsync(context, 200, "text"), guarded: true);
        Assert.Equal(2, Heads.Of(answer).Count);
        Assert.EndsWith("text\n", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    private static async Task<byte[]> Ask(Func<HttpContext, Task> handler, bool guarded)
    {
        var mark = new GuardMark();
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            if (guarded)
            {
                endpoint.Use(GuardedConnection.Middleware(mark, static id => id == Id ? Compiled.Headers : null));
            }
        });
        using var server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await server.StartAsync(new ContainerApplication(mark, Id, Authority, new Crashing(handler)), CancellationToken.None);
        int port = new Uri(server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First()).Port;
        byte[] answer = await Raw.Exchange(port, Raw.Bytes($"GET /x HTTP/1.1\r\nHost: {Authority}\r\n\r\n"), Authority);
        await server.StopAsync(new CancellationToken(canceled: true));
        return answer;
    }

    private sealed class Crashing(Func<HttpContext, Task> handler) : IGradeServer
    {
        public Task ServeAsync(HttpContext context, SitePath path) => handler(context);
    }
}
