using System.Text.Json;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Kernel;

namespace Bailey.Worker;

/// <summary>One guest's worker: lockdown first, so that a warm worker waits with it done, then one policy, one graph, one run.</summary>
internal sealed class GuestWorker : IChannelHandler
{
    // Larger than any message the broker sends but a graph.
    private static readonly ChannelBounds Bounds = new();

    private GuestRealm? _realm;
    private Channel? _channel;

    /// <summary>Serves one guest on the calling thread until it ends or the broker closes the channel.</summary>
    /// <param name="stream">To the broker.</param>
    /// <param name="rehearse">Whether to be quicker later for being slower now.</param>
    /// <returns>The process's exit code; normally the process ends inside, when the guest does.</returns>
    public static int Run(DescriptorStream stream, bool rehearse)
    {
        var worker = new GuestWorker();
        // One thread runs the guest and reads the channel: a synchronous call of the guest waits for its reply and nothing else.
        using var channel = new Channel(stream, worker, Bounds, pumped: stream.Wait);
        worker._channel = channel;
        // (5) Lockdown, before anything is asked.
        using GuestRealm realm = rehearse ? GuestRealm.MakeRehearsed(new GuestPorts(channel)) : new GuestRealm(new GuestPorts(channel));
        worker._realm = realm;
        realm.Loop.Idle = channel.Pump;
        realm.Loop.Run();
        return 0;
    }

    /// <inheritdoc/>
    public void OnRequest(Request request) => Post(realm =>
    {
        try
        {
            Handle(realm, request.Message);
            request.Answer(Reply.Empty);
        }
        catch (JSException error)
        {
            request.Answer(Reply.Failure("guest", error.Message + "\n" + error.Stack));
        }
    });

    /// <inheritdoc/>
    public void OnEvent(Message message) => Post(realm => Handle(realm, message));

    /// <inheritdoc/>
    public void OnClosed(string? reason) => LibC._exit(reason is null ? 0 : 70);

    private void Post(Action<GuestRealm> action)
    {
        GuestRealm realm = _realm!;
        realm.Loop.Post(() => action(realm));
    }

    private void Handle(GuestRealm realm, Message message)
    {
        switch (message.Method)
        {
            // (5) No file can be opened from here on.
            case "worker.seal":
                Seal.Apply(message.Data.Span);
                break;
            case "guest.boot":
                realm.Configure(message.JsonText);
                break;
            // (7)
            case "guest.load":
                realm.Load(message.JsonText);
                break;
            case "guest.prepare":
                realm.Prepare();
                break;
            // (8)
            case "guest.run":
                using (JsonDocument json = JsonDocument.Parse(message.Json))
                {
                    realm.Run(json.RootElement.GetProperty("entry").GetString()!, json.RootElement.GetProperty("tag").GetString());
                }

                break;
            case "guest.message":
                realm.Dispatch("message", 0, message.JsonText, message.Data);
                break;
            default:
                _channel!.Dispose();
                break;
        }
    }
}
