using System.Text;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Fetching;

/// <summary>The JSON that is said about requests of guests.</summary>
internal static class FetchJson
{
    public static byte[] Opening(string user, string password) => JsonObjectText.Write(json =>
    {
        json.WriteString("user", user);
        json.WriteString("password", password);
    });

    public static byte[] Id(long id) => JsonObjectText.Write(json => json.WriteNumber("id", id));

    public static byte[] Piece(long id, bool end) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("id", id);
        json.WriteBoolean("end", end);
    });

    public static byte[] Begin(long id, FetchRequest request, FetchTarget target) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("origin", target.Origin);
        json.WriteString("path", target.Path);
        json.WriteString("method", request.Method);
        Fields(json, request.Headers);
        json.WritePropertyName("body");
        if (request.HasBody)
        {
            json.WriteStartObject();
            if (request.Length is { } length)
            {
                json.WriteNumber("length", length);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    });

    /// <summary>The fetcher's head of an answer, written anew; null where it is none.</summary>
    public static (byte[] Json, int Status, bool Empty)? Head(ReadOnlyMemory<byte> from)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(from);
            JsonElement root = document.RootElement;
            int status = root.GetProperty("status").GetInt32();
            bool empty = root.GetProperty("empty").GetBoolean();
            string text = root.GetProperty("statusText").GetString()!;
            (string, string)[] fields = [.. root.GetProperty("headers").EnumerateArray().Select(static field => (field[0].GetString()!, field[1].GetString()!))];
            return (JsonObjectText.Write(json =>
            {
                json.WriteNumber("status", status);
                json.WriteString("statusText", text);
                Fields(json, fields);
                json.WriteBoolean("empty", empty);
            }), status, empty);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What a guest is told of a failure.</summary>
    public static Reply Failure(string code, string message, Refusal? refusal = null) => new(true, JsonObjectText.Write(json =>
    {
        json.WriteString("code", code);
        json.WriteString("message", message);
        if (refusal is not null)
        {
            json.WriteStartObject("refusal");
            json.WriteString("wall", RefusalText.Word(refusal.Wall));
            json.WriteString("kind", "egress");
            json.WriteString("subject", refusal.Subject);
            json.WriteString("grant", refusal.Grant);
            json.WriteEndObject();
        }
    }), default);

    /// <summary>A line of the audit log.</summary>
    public static string Line(string what, GuestFetch fetch, Action<Utf8JsonWriter>? more = null) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("event", what);
        json.WriteString("package", fetch.Package);
        json.WriteString("subject", fetch.Subject);
        more?.Invoke(json);
    }));

    private static void Fields(Utf8JsonWriter json, IEnumerable<(string Name, string Value)> fields)
    {
        json.WriteStartArray("headers");
        foreach ((string name, string value) in fields)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
