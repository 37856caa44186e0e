using System.Text.Json;

namespace Bailey.Broker.Files;

/// <summary>The names that arguments of file methods have.</summary>
[Flags]
internal enum FileFields
{
    None = 0,
    Path = 1,
    From = 1 << 1,
    To = 1 << 2,
    Target = 1 << 3,
    Prefix = 1 << 4,
    By = 1 << 5,
    Flags = 1 << 6,
    Mode = 1 << 7,
    Descriptor = 1 << 8,
    Length = 1 << 9,
    Position = 1 << 10,
    Follow = 1 << 11,
    Recursive = 1 << 12,
    Force = 1 << 13,
    Directory = 1 << 14,
    Exclusive = 1 << 15,
    Accessed = 1 << 16,
    Modified = 1 << 17,
}

/// <summary>The arguments of one request. What was not given has its default.</summary>
internal struct FileArguments
{
    private const int LongestText = 64 * 1024;

    /// <summary>Which arguments were given.</summary>
    public FileFields Given;

    /// <summary>Path, or <c>from</c>, or <c>prefix</c>: no method has two of them.</summary>
    public string Path;

    /// <summary>The second path: <c>to</c>.</summary>
    public string To;

    /// <summary>Text of a link.</summary>
    public string Target;

    /// <summary>The package that asks, as the worker claims; <c>$root$</c> when it says nothing.</summary>
    public string By;

    /// <summary>Flags of open as a word; null when they are a number.</summary>
    public string? FlagText;

    /// <summary>Flags of open as a number.</summary>
    public long FlagNumber;

    /// <summary>Permission bits, or what <c>access</c> asks for.</summary>
    public long Mode;

    /// <summary>A descriptor of <see cref="DescriptorTable"/>.</summary>
    public long Descriptor;

    /// <summary>Bytes.</summary>
    public long Length;

    /// <summary>Bytes from the start; null is the file's own position.</summary>
    public long? Position;

    public bool Follow;
    public bool Recursive;
    public bool Force;
    public bool Directory;
    public bool Exclusive;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public double Accessed;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public double Modified;

    /// <summary>
    /// Reads a JSON object strictly: known names, each once, each of its type. False for anything else; throws nothing.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out FileArguments arguments)
    {
        arguments = new FileArguments { Path = "", To = "", Target = "", By = "$root$", Follow = true };
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 2 });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && arguments.ReadMembers(ref reader) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A string with half of a surrogate pair.
            return false;
        }
    }

    private bool ReadMembers(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            FileFields field = Field(ref reader);
            if (field == FileFields.None || Given.HasFlag(field) || !reader.Read() || !ReadValue(field, ref reader))
            {
                return false;
            }

            Given |= field;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool ReadValue(FileFields field, ref Utf8JsonReader reader) => field switch
    {
        FileFields.Path or FileFields.From or FileFields.Prefix => Text(ref reader, ref Path),
        FileFields.To => Text(ref reader, ref To),
        FileFields.Target => Text(ref reader, ref Target),
        FileFields.By => Text(ref reader, ref By) && By.Length <= 2048,
        FileFields.Flags => reader.TokenType == JsonTokenType.String ? Text(ref reader, ref FlagText!) : Integer(ref reader, ref FlagNumber),
        FileFields.Mode => Integer(ref reader, ref Mode),
        FileFields.Descriptor => Integer(ref reader, ref Descriptor),
        FileFields.Length => Integer(ref reader, ref Length),
        FileFields.Position => ReadPosition(ref reader),
        FileFields.Follow => Boolean(ref reader, ref Follow),
        FileFields.Recursive => Boolean(ref reader, ref Recursive),
        FileFields.Force => Boolean(ref reader, ref Force),
        FileFields.Directory => Boolean(ref reader, ref Directory),
        FileFields.Exclusive => Boolean(ref reader, ref Exclusive),
        FileFields.Accessed => Real(ref reader, ref Accessed),
        FileFields.Modified => Real(ref reader, ref Modified),
        _ => false,
    };

    // In the order of how often they come.
    private static FileFields Field(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("path"u8) ? FileFields.Path
        : reader.ValueTextEquals("by"u8) ? FileFields.By
        : reader.ValueTextEquals("fd"u8) ? FileFields.Descriptor
        : reader.ValueTextEquals("length"u8) ? FileFields.Length
        : reader.ValueTextEquals("position"u8) ? FileFields.Position
        : reader.ValueTextEquals("follow"u8) ? FileFields.Follow
        : reader.ValueTextEquals("flags"u8) ? FileFields.Flags
        : reader.ValueTextEquals("mode"u8) ? FileFields.Mode
        : reader.ValueTextEquals("recursive"u8) ? FileFields.Recursive
        : reader.ValueTextEquals("force"u8) ? FileFields.Force
        : reader.ValueTextEquals("directory"u8) ? FileFields.Directory
        : reader.ValueTextEquals("from"u8) ? FileFields.From
        : reader.ValueTextEquals("to"u8) ? FileFields.To
        : reader.ValueTextEquals("exclusive"u8) ? FileFields.Exclusive
        : reader.ValueTextEquals("target"u8) ? FileFields.Target
        : reader.ValueTextEquals("prefix"u8) ? FileFields.Prefix
        : reader.ValueTextEquals("atimeMs"u8) ? FileFields.Accessed
        : reader.ValueTextEquals("mtimeMs"u8) ? FileFields.Modified
        : FileFields.None;

    private static bool Text(ref Utf8JsonReader reader, ref string value)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestText)
        {
            return false;
        }

        value = reader.GetString()!;
        return true;
    }

    private static bool Integer(ref Utf8JsonReader reader, ref long value) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);

    private static bool Real(ref Utf8JsonReader reader, ref double value) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out value) && double.IsFinite(value);

    private static bool Boolean(ref Utf8JsonReader reader, ref bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False;
    }

    private bool ReadPosition(ref Utf8JsonReader reader)
    {
        long position = 0;
        if (reader.TokenType != JsonTokenType.Null)
        {
            if (!Integer(ref reader, ref position))
            {
                return false;
            }

            Position = position;
        }

        return true;
    }
}
