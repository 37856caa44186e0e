using System.Buffers;
using System.IO.Pipelines;
using Bailey.Policy;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Bailey.Web.Guard;

/// <summary>Says that a connection is guarded; a pipeline that finds none on its connection must not answer for a container.</summary>
public interface IGuardedConnectionFeature
{
    /// <summary>The mark that the connection's guard asks for.</summary>
    GuardMark Mark { get; }
}

/// <summary>Puts a <see cref="ResponseGuard"/> between a server and each of its connections.</summary>
/// <remarks>The server must speak HTTP/1.1 on it, in clear text at this point: with TLS, add the guard after <c>UseHttps</c>.</remarks>
public static class GuardedConnection
{
    /// <summary>The middleware for <see cref="IConnectionBuilder"/>.</summary>
    /// <param name="mark">What the pipeline marks its responses with.</param>
    /// <param name="headersOf">The compiled headers of a container by its id; null for one that is unknown. Any thread.</param>
    public static Func<ConnectionDelegate, ConnectionDelegate> Middleware(GuardMark mark, Func<string, IReadOnlyList<DocumentHeader>?> headersOf) =>
        next => connection => Run(connection, next, mark, new ResponseGuard(mark, headersOf));

    private static async Task Run(ConnectionContext connection, ConnectionDelegate next, GuardMark mark, ResponseGuard guard)
    {
        IDuplexPipe transport = connection.Transport;
        var output = new Pipe(new PipeOptions(useSynchronizationContext: false));
        Task pump = Pump(output.Reader, transport.Output, guard, connection);
        connection.Features.Set<IGuardedConnectionFeature>(new Feature(mark));
        connection.Transport = new Duplex(transport.Input, output.Writer);
        try
        {
            await next(connection);
        }
        finally
        {
            await output.Writer.CompleteAsync();
            await pump;
            connection.Transport = transport;
        }
    }

    private static async Task Pump(PipeReader from, PipeWriter to, ResponseGuard guard, ConnectionContext connection)
    {
        try
        {
            while (true)
            {
                ReadResult read = await from.ReadAsync();
                foreach (ReadOnlyMemory<byte> piece in read.Buffer)
                {
                    guard.Push(piece.Span, to);
                }

                from.AdvanceTo(read.Buffer.End);
                FlushResult flushed = await to.FlushAsync();
                if (guard.IsDone || read.IsCompleted || flushed.IsCompleted)
                {
                    break;
                }
            }
        }
#pragma warning disable CA1031 // A connection that fails is closed, and nothing else.
        catch (Exception error)
#pragma warning restore CA1031
        {
            connection.Abort(new ConnectionAbortedException(error.Message));
        }

        // What was flushed is sent; what the server still writes goes nowhere.
        await to.CompleteAsync();
        await from.CompleteAsync();
        if (guard.IsDone)
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }

    private sealed record Feature(GuardMark Mark) : IGuardedConnectionFeature;

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
