namespace Bailey.Policy;

internal static partial class BaileyReader
{
    private static GuestLimits? ReadLimits(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(value, path, findings, "memory", "cpu", "wall", "output", "openFiles", "timers") is null)
        {
            return null;
        }

        NotEmpty(value.Members.Count, path, findings);
        return new GuestLimits
        {
            Memory = ClauseOf(value, "memory", path, findings, ReadSize),
            Cpu = ClauseOf(value, "cpu", path, findings, ReadDuration),
            Wall = ClauseOf(value, "wall", path, findings, ReadDuration),
            Output = ClauseOf(value, "output", path, findings, ReadSize),
            OpenFiles = ClauseOf(value, "openFiles", path, findings, JsonShape.Count),
            Timers = ClauseOf(value, "timers", path, findings, JsonShape.Count),
        };
    }

    private static ClockGrant? ReadClock(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value.Kind != JsonKind.Object)
        {
            return WordOf(Words.Clock, value, path, findings) is { } plain ? new ClockGrant(plain) : null;
        }

        JsonShape.Object(value, path, findings, "value", "resolution", "required");
        ClockMode? mode = Needed(value, "value", path, findings) is { } word ? WordOf(Words.Clock, word, path.Member("value"), findings) : null;
        TimeSpan? resolution = value.Find("resolution") is { } text ? ReadDuration(text, path.Member("resolution"), findings) : null;
        bool required = Required(value, path, findings);
        return mode is null ? null : new ClockGrant(mode.Value, resolution, required);
    }

    private static RandomGrant? ReadRandom(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value.Kind != JsonKind.Object)
        {
            return WordOf(Words.Random, value, path, findings) is { } plain ? new RandomGrant(plain) : null;
        }

        JsonShape.Object(value, path, findings, "value", "seed", "required");
        RandomMode? mode = Needed(value, "value", path, findings) is { } word ? WordOf(Words.Random, word, path.Member("value"), findings) : null;
        int? seed = value.Find("seed") is { } number ? JsonShape.Count(number, path.Member("seed"), findings) : null;
        bool required = Required(value, path, findings);
        return mode is null ? null : new RandomGrant(mode.Value, seed, required);
    }

    private static WasmMode? ReadWasm(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value is { Kind: JsonKind.Text, Text: "none" })
        {
            return WasmMode.None;
        }

        Unenforced.Check("wasm", path, findings);
        return null;
    }

    private static ByteSize? ReadSize(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Text(value, path, findings) is not string text)
        {
            return null;
        }

        if (ByteSize.TryParse(text, out ByteSize size))
        {
            return size;
        }

        findings.Error(path, ErrorCodes.Size, $"{GuestText.Quoted(text)} is not a size");
        return null;
    }

    private static TimeSpan? ReadDuration(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Text(value, path, findings) is not string text)
        {
            return null;
        }

        if (DurationText.TryParse(text, out TimeSpan duration))
        {
            return duration;
        }

        findings.Error(path, ErrorCodes.Duration, $"{GuestText.Quoted(text)} is not a duration");
        return null;
    }
}
