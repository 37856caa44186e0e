using System.Text.Json;
using Bailey.Protocol;

namespace Bailey;

/// <summary>The JSON that the host sends, and the errors it receives.</summary>
internal static class HostJson
{
    /// <param name="guest">Its number.</param>
    /// <param name="program">What to run.</param>
    /// <param name="calls">What is handed in; null for an analysis, which runs nothing.</param>
    /// <param name="stays">Whether it waits for calls.</param>
    /// <param name="warm">How many workers are to wait for it; null for a start.</param>
    public static byte[] Start(int guest, GuestProgram program, GuestCalls? calls = null, bool stays = false, int? warm = null) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteString("programFolder", program.Folder);
        json.WriteString("policyFolder", program.PolicyFolder ?? program.Folder);
        if (warm is { } count)
        {
            json.WriteNumber("count", count);
        }

        Optional(json, "entry", program.Entry);
        json.WriteStartArray("arguments");
        foreach (string argument in program.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        Optional(json, "policy", program.Policy);
        Optional(json, "override", program.PolicyOverride);
        Optional(json, "bailey", program.Bailey);
        if (calls is not null)
        {
            Offer(json, calls, stays);
        }
    });

    public static byte[] Exec(int guest, NativeProgram program) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteString("policyFolder", program.PolicyFolder);
        json.WriteStartArray("command");
        json.WriteStringValue(program.Program);
        foreach (string argument in program.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        Optional(json, "bailey", program.Bailey);
        Optional(json, "workingFolder", program.WorkingFolder);
        Optional(json, "preset", program.Preset);
        Optional(json, "display", program.Display);
    });

    public static int[] Granted(Reply reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply.Json);
        return [.. document.RootElement.GetProperty("granted").EnumerateArray().Select(static number => number.GetInt32())];
    }

    public static byte[] Open(int container, ContainerRequest request) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("container", container);
        json.WriteString("source", request.Source);
        json.WriteString("base", request.BaseOrigin);
        json.WriteStartArray("hosts");
        foreach (string origin in request.HostOrigins)
        {
            json.WriteStringValue(origin);
        }

        json.WriteEndArray();
        Optional(json, "bailey", request.Bailey);
        Optional(json, "grade", request.Grade);
        json.WriteBoolean("fresh", request.Fresh);
    });

    public static BaileyException Error(Reply reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply.Json);
        JsonElement json = document.RootElement;
        BaileyFault fault = json.GetProperty("code").GetString() switch
        {
            "policy" => BaileyFault.Policy,
            "wall" => BaileyFault.Wall,
            _ => BaileyFault.Start,
        };
        string[] findings = json.TryGetProperty("findings", out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
        return new BaileyException(fault, json.GetProperty("message").GetString()!, findings);
    }

    private static void Offer(Utf8JsonWriter json, GuestCalls calls, bool stays)
    {
        json.WriteString("tag", calls.Tag);
        json.WriteStartObject("offer");
        json.WriteBoolean("stays", stays);
        json.WriteStartArray("members");
        foreach ((string name, HostTarget target) in calls.Functions.Offer)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("kind", target.Kind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
