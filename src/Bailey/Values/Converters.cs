using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bailey.Values;

/// <summary>A value beyond JSON: <c>{"&lt;tag&gt;": kind, "value": content}</c>. The tag's name is a guest's own and no guest knows it.</summary>
/// <typeparam name="T">The type of the host.</typeparam>
internal abstract class TaggedConverter<T>(string kind) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject
            || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(ValueScope.Current.Calls.Tag)
            || !reader.Read() || reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals(kind)
            || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName
            || !reader.Read())
        {
            throw new JsonException($"this is no {kind}");
        }

        T value = Content(ref reader);
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? value : throw new JsonException($"this is no {kind}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(ValueScope.Current.Calls.Tag, kind);
        writer.WritePropertyName("value");
        WriteContent(writer, value);
        writer.WriteEndObject();
    }

    protected abstract T Content(ref Utf8JsonReader reader);

    protected abstract void WriteContent(Utf8JsonWriter writer, T value);
}

/// <summary>Uint8Array, and whatever else is bytes in the guest.</summary>
internal sealed class BytesConverter() : TaggedConverter<byte[]>("bytes")
{
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TryGetInt32(out int offset)
            && reader.Read() && reader.TryGetInt32(out int length) && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
        {
            return ValueScope.Current.Bytes(offset, length).ToArray();
        }

        throw new JsonException("these are no bytes");
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> value)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(ValueScope.Current.Add(value));
        writer.WriteNumberValue(value.Length);
        writer.WriteEndArray();
    }

    protected override byte[] Content(ref Utf8JsonReader reader) => Read(ref reader);

    protected override void WriteContent(Utf8JsonWriter writer, byte[] value) => Write(writer, value);
}

/// <summary>The same for memory.</summary>
internal sealed class MemoryConverter() : TaggedConverter<ReadOnlyMemory<byte>>("bytes")
{
    protected override ReadOnlyMemory<byte> Content(ref Utf8JsonReader reader) => BytesConverter.Read(ref reader);

    protected override void WriteContent(Utf8JsonWriter writer, ReadOnlyMemory<byte> value) => BytesConverter.Write(writer, value.Span);
}

/// <summary>Date, by its milliseconds.</summary>
internal sealed class TimeConverter() : TaggedConverter<DateTimeOffset>("date")
{
    public static DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        // A Date reaches further than .NET's years 1 to 9999.
        double milliseconds = reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : double.NaN;
        return milliseconds is >= -62135596800000 and <= 253402300799999
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new JsonException("this is no date of .NET's");
    }

    protected override DateTimeOffset Content(ref Utf8JsonReader reader) => Read(ref reader);

    protected override void WriteContent(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>The same as UTC.</summary>
internal sealed class DateTimeConverter() : TaggedConverter<DateTime>("date")
{
    protected override DateTime Content(ref Utf8JsonReader reader) => TimeConverter.Read(ref reader).UtcDateTime;

    protected override void WriteContent(Utf8JsonWriter writer, DateTime value) => writer.WriteNumberValue(new DateTimeOffset(value).ToUnixTimeMilliseconds());
}

/// <summary>BigInt, as decimal digits.</summary>
internal sealed class BigIntegerConverter() : TaggedConverter<BigInteger>("bigint")
{
    // Reading digits takes quadratic time.
    private const int Longest = 1001;

    protected override BigInteger Content(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= Longest } digits
        && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? value
            : throw new JsonException("this is no BigInt");

    protected override void WriteContent(Utf8JsonWriter writer, BigInteger value) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A function of the guest.</summary>
internal sealed class GuestFunctionConverter() : TaggedConverter<GuestFunction>("function")
{
    protected override GuestFunction Content(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number)
            ? new GuestFunction(ValueScope.Current.Calls, number)
            : throw new JsonException("this is no function");

    protected override void WriteContent(Utf8JsonWriter writer, GuestFunction value)
    {
        if (value.Calls != ValueScope.Current.Calls)
        {
            throw new NotSupportedException("it is a function of another guest");
        }

        writer.WriteNumberValue(value.Number);
    }
}

/// <summary>Functions of the host: any delegate, under a number of this guest's table.</summary>
internal sealed class DelegateConverter : JsonConverter<Delegate>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Delegate).IsAssignableFrom(typeToConvert);

    public override Delegate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("a function of a guest is a GuestFunction, not a delegate");

    public override void Write(Utf8JsonWriter writer, Delegate value, JsonSerializerOptions options)
    {
        ValueScope scope = ValueScope.Current;
        writer.WriteStartObject();
        writer.WriteString(scope.Calls.Tag, "host");
        writer.WriteNumber("value", scope.Calls.Functions.Add(value));
        writer.WriteEndObject();
    }
}
