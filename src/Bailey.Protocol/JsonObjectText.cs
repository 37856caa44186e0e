using System.Buffers;
using System.Text.Json;

namespace Bailey.Protocol;

/// <summary>JSON objects as messages carry them.</summary>
public static class JsonObjectText
{
    /// <summary>One object with the members that are written. Any thread.</summary>
    /// <param name="members">Writes them; called once.</param>
    /// <returns>UTF-8; beyond printable ASCII everything is escaped: safe in any log. The caller's.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
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
