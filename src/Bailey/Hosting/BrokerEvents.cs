using System.Collections.Concurrent;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey;

/// <summary>Takes the broker's events to the guests they are about.</summary>
internal sealed class BrokerEvents : IChannelHandler
{
    private readonly ConcurrentDictionary<int, Guest> _guests = new();

    private readonly ConcurrentDictionary<int, Container> _containers = new();

    public void Add(Container container) => _containers[container.Number] = container;

    public void Remove(Container container) => _containers.TryRemove(container.Number, out _);

    public void Add(Guest guest) => _guests[guest.Number] = guest;

    public void Remove(Guest guest) => _guests.TryRemove(guest.Number, out _);

    public void OnRequest(Request request)
    {
        Message message = request.Message;
        using JsonDocument header = JsonDocument.Parse(message.Json);
        if (message.Method is not ("host.call" or "host.answer") || !_guests.TryGetValue(header.RootElement.GetProperty("guest").GetInt32(), out Guest? guest))
        {
            request.Answer(Reply.Failure("protocol", $"the host has no method {message.Method} for this guest"));
            return;
        }

        int length = header.RootElement.GetProperty("length").GetInt32();
        ReadOnlyMemory<byte> json = message.Data[..length];
        ReadOnlyMemory<byte> data = message.Data[length..];
        if (message.Method == "host.call")
        {
            guest.Calls.Functions.Begin(request, json, data);
        }
        else
        {
            // Not on this thread, which serves all guests: reading may take a while.
            _ = Task.Run(() => request.Answer(guest.Calls.Complete(json, data) ? Reply.Empty : Reply.Failure("protocol", "malformed")));
        }
    }

    public void OnEvent(Message message)
    {
        using JsonDocument document = JsonDocument.Parse(message.Json);
        JsonElement json = document.RootElement;
        if (message.Method == "web.ended")
        {
            if (_containers.TryRemove(json.GetProperty("container").GetInt32(), out Container? container))
            {
                container.End(json.GetProperty("detail").GetString()!);
            }

            return;
        }

        if (message.Method == "web.finding")
        {
            if (_containers.TryGetValue(json.GetProperty("container").GetInt32(), out Container? container))
            {
                string Text(string name) => json.GetProperty(name).GetString()!;
                container.Find(new ContainerFinding(Text("path"), Text("code"), Text("message"), Text("fix")));
            }

            return;
        }

        if (!_guests.TryGetValue(json.GetProperty("guest").GetInt32(), out Guest? guest))
        {
            return;
        }

        switch (message.Method)
        {
            case "guest.output":
                guest.Observer?.Output(json.GetProperty("stream").GetInt32(), message.Data.Span);
                break;
            case "guest.refused":
                JsonElement told = json.GetProperty("refusal");
                var refusal = new GuestRefusal(json.GetProperty("sentence").GetString()!, told.GetRawText());
                guest.Calls.Refused(told.GetProperty("kind").GetString()!, told.GetProperty("subject").GetString()!, refusal);
                guest.Observer?.Refused(refusal);
                break;
            case "guest.progress":
                guest.Observer?.Progress(json.GetProperty("text").GetString()!);
                break;
            case "guest.fallback":
                guest.Observer?.RunsBehindFallback(Text(json, "mechanism"), Text(json, "lost"));
                break;
            case "guest.findings":
                foreach (JsonElement finding in json.GetProperty("findings").EnumerateArray())
                {
                    guest.Observer?.Finding(GuestText.ForTerminal($"{Text(finding, "path")}: {Text(finding, "message")}; {Text(finding, "fix")}", 1000));
                }

                break;
            case "guest.ended":
                // (10)
                Remove(guest);
                guest.End(json);
                break;
            default:
                break;
        }
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    public void OnClosed(string? reason)
    {
        foreach (Guest guest in _guests.Values)
        {
            guest.End(new GuestOutcome.Killed("the broker ended"));
        }

        _guests.Clear();
        foreach (Container container in _containers.Values)
        {
            container.End("the broker ended");
        }

        _containers.Clear();
    }
}
