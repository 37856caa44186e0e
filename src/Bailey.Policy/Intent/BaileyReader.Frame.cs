namespace Bailey.Policy;

internal static partial class BaileyReader
{
    private static FramePolicy? ReadFrame(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(
            value, path, findings, "grade", "entry", "permissions", "forms", "downloads", "modals", "workers", "storage", "inline", "eval", "wasm") is null)
        {
            return null;
        }

        NotEmpty(value.Members.Count, path, findings);
        FramePolicy defaults = FramePolicy.Defaults;
        bool Flag(string name, bool otherwise) =>
            value.Find(name) is { } flag ? JsonShape.Boolean(flag, path.Member(name), findings) ?? otherwise : otherwise;

        List<string>? permissions = value.Find("permissions") is { } list ? ReadTexts(list, path.Member("permissions"), findings) : null;
        NotEmpty(permissions?.Count ?? 1, path.Member("permissions"), findings);
        return new FramePolicy
        {
            Grade = value.Find("grade") is { } grade ? WordOf(Words.Grade, grade, path.Member("grade"), findings) ?? default : default,
            Entry = (value.Find("entry") is { } entry ? JsonShape.Text(entry, path.Member("entry"), findings) : null) ?? defaults.Entry,
            Permissions = permissions ?? [],
            Forms = Flag("forms", defaults.Forms),
            Downloads = Flag("downloads", defaults.Downloads),
            Modals = Flag("modals", defaults.Modals),
            Workers = Flag("workers", defaults.Workers),
            Storage = Flag("storage", defaults.Storage),
            Inline = Flag("inline", defaults.Inline),
            Eval = Flag("eval", defaults.Eval),
            Wasm = Flag("wasm", defaults.Wasm),
        };
    }
}
