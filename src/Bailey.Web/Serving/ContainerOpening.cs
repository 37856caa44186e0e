using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Web.Serving;

/// <summary>What the broker tells a web host of its container.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Authority">What Host must be.</param>
/// <param name="Grade">How the page is held.</param>
/// <param name="Entry">The page of the root.</param>
/// <param name="Archive">The name of a zip archive beneath the grant, to be served unpacked; null for files as they lie there.</param>
/// <param name="CompilerVersion">Of what makes code files: letters and digits; empty where there is none.</param>
/// <param name="Headers">The compiled headers, in order.</param>
public sealed record ContainerOpening(string Id, string Authority, FrameGrade Grade, string Entry, string? Archive, string CompilerVersion, IReadOnlyList<DocumentHeader> Headers)
{
    /// <summary>The guest path beneath which the broker serves the container's source.</summary>
    public const string Root = "/site";

    /// <summary>Reads <c>{id, authority, grade, entry, archive?, compiler, headers: [{name, value}]}</c>. Trusted: it comes from the broker.</summary>
    public static ContainerOpening Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string Text(string name) => root.GetProperty(name).GetString()!;
        return new ContainerOpening(
            Text("id"),
            Text("authority"),
            Text("grade") == "declared" ? FrameGrade.Declared : FrameGrade.Hardened,
            Text("entry"),
            root.TryGetProperty("archive", out JsonElement archive) ? archive.GetString() : null,
            Text("compiler"),
            [.. root.GetProperty("headers").EnumerateArray().Select(static header =>
                new DocumentHeader(header.GetProperty("name").GetString()!, header.GetProperty("value").GetString()!, ""))]);
    }

    /// <summary>A short text that is another one for other headers: part of every ETag. Not a secret, and no secret protects it.</summary>
    public string PolicyTag()
    {
        ulong hash = 14695981039346656037;
        foreach (char c in string.Join('\n', Headers.Select(static header => $"{header.Name}:{header.Value}")))
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
