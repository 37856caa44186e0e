using System.Buffers;
using System.Text.Json;

namespace Bailey.Broker;

/// <summary>JSON objects that the broker writes.</summary>
internal static class JsonText
{
    /// <summary>One object with the members that are written. UTF-8; beyond printable ASCII everything is escaped: safe in any log.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
