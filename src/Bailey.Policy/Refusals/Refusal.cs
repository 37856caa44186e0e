using System.Security.Cryptography;
using System.Text;

namespace Bailey.Policy;

/// <summary>The wall that said no.</summary>
public enum Wall
{
    /// <summary>Wall 1: compartments in the engine.</summary>
    Realm,

    /// <summary>Wall 2: the contained document.</summary>
    Document,

    /// <summary>Wall 3: the process, its limits and its broker.</summary>
    Sandbox,
}

/// <summary>A request of a guest that was denied, as a value. Package and subject are the guest's own text: show them only through
/// <see cref="RefusalText"/> or <see cref="GuestText"/>.</summary>
/// <param name="Wall">Which wall refused.</param>
/// <param name="Package">Canonical name of the package that asked; after an exploit, what the guest claims. At most 2048 UTF-16 units.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Subject">The package, module, path, name or origin. At most 4096 UTF-16 units.</param>
/// <param name="Grant">The line of the policy that would allow it, made by this project and printable.</param>
public sealed record Refusal(Wall Wall, string Package, RefusalKind Kind, string Subject, string Grant)
{
    /// <summary>The row of the catalogue: <c>BLY20…</c>.</summary>
    public ErrorCode Code => RefusalKinds.Row(Kind).Code;

    /// <summary>
    /// Sixteen hexadecimal digits over wall, package, kind and subject: the same refusal has the same id in every run, so that
    /// reports can be compared.
    /// </summary>
    public string Id
    {
        get
        {
            // NUL separates: two different refusals never have one text.
            byte[] text = Encoding.UTF8.GetBytes($"{Wall}\0{Kind}\0{Package.Length}\0{Package}\0{Subject}");
            return Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8));
        }
    }

    /// <summary>A refusal with the line that would allow it.</summary>
    public static Refusal Of(Wall wall, string package, RefusalKind kind, string subject) =>
        new(wall, package, kind, subject, RefusalKinds.Row(kind).Grant(package, subject));

    /// <summary>
    /// The refusal that a worker reports, <c>{"wall":"realm","package":…,"kind":…,"subject":…}</c>, or null when it is malformed: then the
    /// worker is not to be trusted any further.
    /// </summary>
    /// <remarks>
    /// Stops: a guest that has taken over its worker cannot choose the line that its user is told to add, nor speak for another wall;
    /// both are made here. Does not stop: a made-up package or subject.
    /// </remarks>
    public static Refusal? FromWorker(string json)
    {
        var findings = new FindingList();
        JsonValue? value = JsonTree.Parse(json, findings);
        if (value is not { Kind: JsonKind.Object }
            || findings.ErrorCount > 0
            || value.Find("wall") is not { Kind: JsonKind.Text, Text: "realm" }
            || value.Find("package") is not { Kind: JsonKind.Text, Text.Length: <= 2048 } package
            || value.Find("subject") is not { Kind: JsonKind.Text, Text.Length: <= 4096 } subject
            || value.Find("kind") is not { Kind: JsonKind.Text } kind)
        {
            return null;
        }

        return Of(Wall.Realm, package.Text, RefusalKinds.Find(kind.Text), subject.Text);
    }
}
