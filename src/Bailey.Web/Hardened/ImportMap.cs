using System.Text.Json;

namespace Bailey.Web.Hardened;

/// <summary>The import maps of a page, as far as they foretell what its modules load. The browser's own reading of them is what counts.</summary>
internal sealed class ImportMap
{
    private readonly List<(string Key, string Address)> _imports = [];
    private readonly List<(string Scope, string Key, string Address)> _scoped = [];

    /// <summary>Adds a map; what is no map adds nothing. A key that is there already stays.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="from">Path of the page.</param>
    /// <param name="urls">Resolves.</param>
    public void Add(string text, string from, SiteUrls urls)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            foreach ((string key, string address) in Rows(document.RootElement, "imports", from, urls))
            {
                _imports.Add((key, address));
            }

            if (Member(document.RootElement, "scopes") is { } scopes)
            {
                foreach (JsonProperty scope in scopes.EnumerateObject())
                {
                    if (urls.TryResolve(scope.Name, from, out string? prefix))
                    {
                        _scoped.AddRange(Rows(scopes, scope.Name, from, urls).Select(row => (prefix, row.Key, row.Address)));
                    }
                }
            }
        }
        catch (JsonException)
        {
            // The browser tells the page.
        }
    }

    /// <summary>The module that a specifier names, as path and query; null where it is another origin's, or no map knows it.</summary>
    public string? Resolve(string specifier, string from, SiteUrls urls)
    {
        bool isUrl = specifier.StartsWith('/') || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal)
            || specifier.Contains("://", StringComparison.Ordinal);
        string? url = isUrl && urls.TryResolve(specifier, from, out string? path) ? path : null;
        string key = url ?? specifier;
        foreach ((string scope, _, _) in _scoped.OrderByDescending(static row => row.Scope.Length).DistinctBy(static row => row.Scope, StringComparer.Ordinal).ToArray())
        {
            if ((scope == from || (scope.EndsWith('/') && from.StartsWith(scope, StringComparison.Ordinal)))
                && Find(_scoped.Where(row => row.Scope == scope).Select(static row => (row.Key, row.Address)), key) is { } scoped)
            {
                return scoped;
            }
        }

        return Find(_imports, key) ?? url;
    }

    // The exact key, else the longest that ends in a slash.
    private static string? Find(IEnumerable<(string Key, string Address)> rows, string key)
    {
        (string Key, string Address)? best = null;
        foreach ((string Key, string Address) row in rows)
        {
            if (row.Key == key)
            {
                return row.Address;
            }

            if (row.Key.EndsWith('/') && row.Address.EndsWith('/') && key.StartsWith(row.Key, StringComparison.Ordinal) && row.Key.Length > (best?.Key.Length ?? 0))
            {
                best = row;
            }
        }

        return best is var (prefix, address) ? address + key[prefix.Length..] : null;
    }

    private static IEnumerable<(string Key, string Address)> Rows(JsonElement map, string name, string from, SiteUrls urls)
    {
        if (Member(map, name) is not { } rows)
        {
            yield break;
        }

        foreach (JsonProperty row in rows.EnumerateObject())
        {
            bool isUrl = row.Name.StartsWith('/') || row.Name.StartsWith('.');
            string key = isUrl && urls.TryResolve(row.Name, from, out string? path) ? path : row.Name;
            if (row.Value.ValueKind == JsonValueKind.String && urls.TryResolve(row.Value.GetString()!, from, out string? address))
            {
                yield return (key, address);
            }
        }
    }

    private static JsonElement? Member(JsonElement map, string name) =>
        map.ValueKind == JsonValueKind.Object && map.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;
}
