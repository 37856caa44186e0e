using System.Collections.Concurrent;

namespace Bailey.Web.Hardened;

/// <summary>Inline texts of pages and texts made at run time, compiled. Any thread.</summary>
/// <param name="compiler">Compiles, and remembers what is not kept here.</param>
public sealed class TextStore(ITextCompiler compiler)
{
    private const long MostKept = 16L << 20;

    private readonly ConcurrentDictionary<PageText, Task<CompiledText>> _byText = new();
    private readonly ConcurrentDictionary<string, CompiledText> _byHash = new(StringComparer.Ordinal);
    private long _size;

    /// <summary>Compiles a text, once.</summary>
    internal Task<CompiledText> CompileAsync(PageText text) =>
        _byText.TryGetValue(text, out Task<CompiledText>? known) && !known.IsFaulted ? known : _byText[text] = Compile(text);

    /// <summary>What was compiled under a hash.</summary>
    internal async Task<CompiledText?> FindAsync(string hash) =>
        _byHash.TryGetValue(hash, out CompiledText? known) ? known : hash.All(char.IsAsciiHexDigitLower) ? await compiler.FindAsync(hash) : null;

    private async Task<CompiledText> Compile(PageText text)
    {
        if (Interlocked.Add(ref _size, text.Text.Length) > MostKept)
        {
            _byText.Clear();
            _byHash.Clear();
            Interlocked.Exchange(ref _size, text.Text.Length);
        }

        CompiledText compiled = await compiler.CompileAsync(text, file: null);
        _byHash[compiled.Path["text/".Length..^".js".Length]] = compiled;
        return compiled;
    }
}
