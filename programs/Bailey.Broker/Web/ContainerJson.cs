using System.Text;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Web;

/// <summary>The JSON that is sent about containers. One method a message.</summary>
internal static class ContainerJson
{
    private static readonly string[] FindingMembers = ["path", "code", "message", "fix"];

    public static byte[] Opening(ContainerAddress address, CompiledDocument document, ContainerSource source, string compilerVersion) => JsonObjectText.Write(json =>
    {
        json.WriteString("id", address.Id);
        json.WriteString("authority", address.Authority);
        json.WriteString("grade", Grade(document));
        json.WriteString("entry", source.Entry);
        json.WriteString("compiler", compilerVersion);
        if (source.Archive is not null)
        {
            json.WriteString("archive", source.Archive);
        }

        Headers(json, document);
    });

    public static byte[] Shown(ContainerAddress address, CompiledDocument document, string socket) => JsonObjectText.Write(json =>
    {
        json.WriteString("id", address.Id);
        json.WriteString("origin", address.Origin);
        json.WriteString("authority", address.Authority);
        json.WriteString("grade", Grade(document));
        json.WriteString("sandbox", string.Join(' ', document.SandboxTokens));
        json.WriteString("allow", document.Allow);
        json.WriteString("frameSource", document.HostFrameSource);
        json.WriteString("socket", socket);
        Headers(json, document);
    });

    public static byte[] Ended(int number, string detail) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("container", number);
        json.WriteString("detail", detail);
    });

    /// <summary>A finding as the web host says it: cut, and escaped for wherever it is shown.</summary>
    /// <returns>Null when it is none.</returns>
    public static byte[]? Found(int number, ReadOnlyMemory<byte> finding)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(finding);
            string[] words = [.. FindingMembers.Select(name => GuestText.ForTerminal(document.RootElement.GetProperty(name).GetString() ?? "", 500))];
            return JsonObjectText.Write(json =>
            {
                json.WriteNumber("container", number);
                json.WriteString("time", DateTimeOffset.UtcNow);
                json.WriteString("event", "finding");
                for (int i = 0; i < words.Length; i++)
                {
                    json.WriteString(FindingMembers[i], words[i]);
                }
            });
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    public static string Opened(ContainerAddress address, CompiledDocument document) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("event", "opened");
        json.WriteString("origin", address.Origin);
        json.WriteString("grade", Grade(document));
    }));

    public static string Refused(string kind, string subject, string grant) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("wall", RefusalText.Word(Wall.Document));
        json.WriteString("kind", kind);
        json.WriteString("subject", subject);
        json.WriteString("grant", grant);
    }));

    private static string Grade(CompiledDocument document) => document.Grade == FrameGrade.Declared ? "declared" : "hardened";

    private static void Headers(Utf8JsonWriter json, CompiledDocument document)
    {
        json.WriteStartArray("headers");
        foreach (DocumentHeader header in document.Headers)
        {
            json.WriteStartObject();
            json.WriteString("name", header.Name);
            json.WriteString("value", header.Value);
            json.WriteString("reason", header.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
