using System.Buffers;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey;

/// <summary>The JSON that the host sends, and the errors it receives.</summary>
internal static class HostJson
{
    public static byte[] Start(int guest, GuestProgram program)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("guest", guest);
            json.WriteString("programFolder", program.Folder);
            json.WriteString("policyFolder", program.PolicyFolder ?? program.Folder);
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
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

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

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
