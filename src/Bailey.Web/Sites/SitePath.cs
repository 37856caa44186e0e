using System.Diagnostics.CodeAnalysis;
using System.Text;
using Bailey.Policy;

namespace Bailey.Web.Sites;

/// <summary>
/// A path inside a container: plain names, decoded once. Made only by <see cref="TryParse"/> and <see cref="Of"/>, so none holds <c>..</c>,
/// an encoded slash, or a name that is not served.
/// </summary>
public sealed record SitePath
{
    private const int LongestTarget = 8 * 1024;

    // The host's own files beside the page: a policy may hold values of variables.
    private static readonly string[] NotServed = ["bailey.json", "policy.json", "policy-override.json"];

    private SitePath(string text, bool isFolder)
    {
        Text = text;
        IsFolder = isFolder;
    }

    /// <summary>Names separated by <c>/</c>, without a leading or trailing one; empty for the root.</summary>
    public string Text { get; }

    /// <summary>Whether the request named it with a slash at its end, as the root always is.</summary>
    public bool IsFolder { get; }

    /// <summary>The path of a name beneath this one.</summary>
    /// <param name="name">Plain names, from the policy.</param>
    public SitePath Beneath(string name) => new(Text.Length == 0 ? name : $"{Text}/{name}", isFolder: false);

    /// <summary>A path from the policy.</summary>
    /// <exception cref="ArgumentException">It is not plain.</exception>
    public static SitePath Of(string path) =>
        GuestPath.Flaw("/" + path) is { } flaw ? throw new ArgumentException(flaw, nameof(path)) : new SitePath(path, isFolder: path.Length == 0);

    /// <summary>Reads the target of a request line, <c>/a%20b/c.js?x=1</c>; false when it can name no file.</summary>
    public static bool TryParse(string target, [NotNullWhen(true)] out SitePath? path)
    {
        path = null;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string encoded = query < 0 ? target : target[..query];
        if (target.Length > LongestTarget || !encoded.StartsWith('/') || !TryDecode(encoded[1..], out string? text))
        {
            return false;
        }

        bool isFolder = text.Length == 0 || text.EndsWith('/');
        text = text.EndsWith('/') ? text[..^1] : text;
        if (text.Length > 0 && (GuestPath.Flaw("/" + text) is not null || !IsServed(text)))
        {
            return false;
        }

        path = new SitePath(text, isFolder);
        return true;
    }

    private static bool IsServed(string text) =>
        !NotServed.Contains(text, StringComparer.OrdinalIgnoreCase)
        && text.Split('/').All(static name => !name.StartsWith('.') || name == ".well-known");

    private static bool TryDecode(string encoded, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var bytes = new List<byte>(encoded.Length);
        for (int i = 0; i < encoded.Length; i++)
        {
            char c = encoded[i];
            if (c == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[i + 1]) || !char.IsAsciiHexDigit(encoded[i + 2]))
                {
                    return false;
                }

                byte value = Convert.ToByte(encoded.Substring(i + 1, 2), 16);
                if (value is (byte)'/' or (byte)'\\')
                {
                    return false;
                }

                bytes.Add(value);
                i += 2;
            }
            else if (c is > ' ' and < (char)127 and not '\\')
            {
                bytes.Add((byte)c);
            }
            else
            {
                return false;
            }
        }

        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return !text.Any(char.IsControl);
    }
}
