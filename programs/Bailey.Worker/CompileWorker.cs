using System.Collections.Concurrent;
using System.Text;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Compile;

namespace Bailey.Worker;

/// <summary>The compile worker: one verb after another on the engine's thread.</summary>
internal sealed class CompileWorker : IChannelHandler
{
    private const string VerbPrefix = "compile.";

    private readonly BlockingCollection<Request> _requests = [];

    /// <summary>Serves on the calling thread until the broker closes the channel.</summary>
    public static int Run(Stream stream)
    {
        var worker = new CompileWorker();
        using var channel = new Channel(stream, worker);
        channel.Start();
        using var compiler = new CompileContext(new CompilePorts(channel));
        foreach (Request request in worker._requests.GetConsumingEnumerable())
        {
            request.Answer(Answer(compiler, request.Message));
        }

        return 0;
    }

    /// <inheritdoc/>
    public void OnRequest(Request request) => _requests.Add(request);

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        // A cancelled verb is ended by ending this worker; nothing else is said to it.
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason) => LibC._exit(reason is null ? 0 : 70);

    private static Reply Answer(CompileContext compiler, Message message)
    {
        if (message.Method == "worker.seal")
        {
            Seal.Apply(message.Data.Span);
            return Reply.Empty;
        }

        if (!message.Method.StartsWith(VerbPrefix, StringComparison.Ordinal))
        {
            return Reply.Failure("protocol", $"the compile worker has no method {message.Method}");
        }

        try
        {
            // (6)
            string answer = compiler.Run(message.Method[VerbPrefix.Length..], message.JsonText);
            return new Reply(false, Encoding.UTF8.GetBytes(answer), default);
        }
        catch (JSException error)
        {
            return Reply.Failure("compile", error.Message + "\n" + error.Stack);
        }
    }
}
