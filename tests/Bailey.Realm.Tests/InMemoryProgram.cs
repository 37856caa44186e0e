using System.Globalization;
using System.Text.Json;

namespace Bailey.Realm.Tests;

/// <summary>A program's files in memory, as the compiler asks for them: guest path to text.</summary>
internal sealed class InMemoryProgram(IReadOnlyDictionary<string, string> files)
{
    public string? Read(string path) => files.GetValueOrDefault(path);

    public string? Stat(string path) =>
        files.ContainsKey(path) ? "file" : files.Keys.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)) ? "directory" : null;

    public string? RealPath(string path) => Stat(path) is null ? null : path;

    public string? List(string path)
    {
        string prefix = path.TrimEnd('/') + "/";
        var entries = files.Keys
            .Where(file => file.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file[prefix.Length..].Split('/'))
            .GroupBy(parts => parts[0], parts => parts.Length > 1)
            .Select(group => new { name = group.Key, kind = group.First() ? "directory" : "file" })
            .ToArray();
        return entries.Length == 0 ? null : JsonSerializer.Serialize(entries);
    }

    /// <summary>Names texts apart, 64 hexadecimal digits (FNV-1a from four beginnings): nobody here forges one, and a sandbox has no OpenSSL.</summary>
    public static string Hash(string text) => string.Concat(Enumerable.Range(0, 4).Select(part =>
        text.Aggregate(0xCBF29CE484222325 + (ulong)part, static (hash, letter) => (hash ^ letter) * 0x100000001B3).ToString("x16", CultureInfo.InvariantCulture)));
}
