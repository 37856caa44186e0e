using System.Collections.Concurrent;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey;

/// <summary>Takes the broker's events to the guests they are about.</summary>
internal sealed class BrokerEvents : IChannelHandler
{
    private readonly ConcurrentDictionary<int, Guest> _guests = new();

    public void Add(Guest guest) => _guests[guest.Number] = guest;

    public void Remove(Guest guest) => _guests.TryRemove(guest.Number, out _);

    public void OnRequest(Request request) => request.Answer(Reply.Failure("protocol", $"the host has no method {request.Message.Method}"));

    public void OnEvent(Message message)
    {
        using JsonDocument document = JsonDocument.Parse(message.Json);
        JsonElement json = document.RootElement;
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
                guest.Observer?.Refused(new GuestRefusal(json.GetProperty("sentence").GetString()!, json.GetProperty("refusal").GetRawText()));
                break;
            case "guest.progress":
                guest.Observer?.Progress(json.GetProperty("text").GetString()!);
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
    }
}
