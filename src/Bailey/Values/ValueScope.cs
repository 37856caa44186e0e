using System.Buffers;
using System.Text.Json;

namespace Bailey.Values;

/// <summary>
/// The message whose values are being written or read on this thread: System.Text.Json's converters are shared by all guests, bytes and
/// functions belong to one.
/// </summary>
internal sealed class ValueScope
{
    [ThreadStatic]
    private static ValueScope? _current;

    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly ReadOnlyMemory<byte> _received;

    private ValueScope(GuestCalls calls, ReadOnlyMemory<byte> received)
    {
        Calls = calls;
        _received = received;
    }

    public static ValueScope Current => _current ?? throw new NotSupportedException("functions and bytes of a guest are converted only on their way");

    public GuestCalls Calls { get; }

    /// <summary>How values beyond JSON stand in it; js/realm/src/realm/embed/values.ts is the other end.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes a message.</summary>
    /// <param name="calls">The guest it is for.</param>
    /// <param name="members">Writes its members.</param>
    /// <returns>JSON, and the bytes beside it.</returns>
    /// <exception cref="ArgumentException">A value cannot cross, or all together are too large.</exception>
    public static (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Data) Write(GuestCalls calls, Action<Utf8JsonWriter> members)
    {
        ValueScope? outer = _current;
        var scope = new ValueScope(calls, default);
        _current = scope;
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = Options.MaxDepth }))
            {
                json.WriteStartObject();
                members(json);
                json.WriteEndObject();
            }

            return buffer.WrittenCount + scope._written.WrittenCount <= Protocol.Methods.LargestHostMessage
                ? (buffer.WrittenMemory, scope._written.WrittenMemory)
                : throw new ArgumentException($"a value of more than {Protocol.Methods.LargestHostMessage} bytes cannot cross to a guest", nameof(members));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ArgumentException($"a value cannot cross to a guest: {error.Message}", nameof(members), error);
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>Writes one value by its own type.</summary>
    public static void WriteValue(Utf8JsonWriter json, object? value) => JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object), Options);

    /// <summary>Reads what a guest sent as a value of the host's type. Never throws: whatever a setter or constructor of the type does.</summary>
    /// <returns>The value, or why it is none.</returns>
    public static (object? Value, string? Fault) Read(GuestCalls calls, JsonElement json, ReadOnlyMemory<byte> data, Type type)
    {
        ValueScope? outer = _current;
        _current = new ValueScope(calls, data);
        try
        {
            if (json.ValueKind == JsonValueKind.Null && type.IsValueType && Nullable.GetUnderlyingType(type) is null && type != typeof(JsonElement))
            {
                return (null, "it is null or undefined");
            }

            return (json.Deserialize(type, Options), null);
        }
#pragma warning disable CA1031 // A guest must not choose which exception its host meets.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return (null, error is JsonException ? error.Message : error.GetType().Name);
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>Adds bytes beside the JSON; gives where they begin.</summary>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        int offset = _written.WrittenCount;
        _written.Write(bytes);
        return offset;
    }

    /// <summary>Bytes beside the JSON.</summary>
    /// <exception cref="JsonException">They are not there.</exception>
    public ReadOnlySpan<byte> Bytes(int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= _received.Length && length <= _received.Length - offset
            ? _received.Span.Slice(offset, length)
            : throw new JsonException("bytes outside of the message");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
            MaxDepth = 64,
            Converters =
            {
                new BytesConverter(), new MemoryConverter(), new TimeConverter(), new DateTimeConverter(), new BigIntegerConverter(), new GuestFunctionConverter(),
                new DelegateConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
