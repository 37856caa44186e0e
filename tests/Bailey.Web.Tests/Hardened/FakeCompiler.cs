using System.Text;
using System.Text.RegularExpressions;
using Bailey.Web.Hardened;

namespace Bailey.Web.Tests.Hardened;

/// <summary>Compiles to a code file that says only which text it was; a module's imports are what stands after <c>import '</c>.</summary>
internal sealed partial class FakeCompiler : ITextCompiler
{
    private readonly Dictionary<string, CompiledText> _known = new(StringComparer.Ordinal);

    /// <summary>Every text that was compiled, in order.</summary>
    public List<PageText> Asked { get; } = [];

    public Task<CompiledText> CompileAsync(PageText text, string? file)
    {
        lock (Asked)
        {
            Asked.Add(text);
            string hash = Convert.ToHexStringLower(BitConverter.GetBytes(Asked.Count));
            string path = file ?? $"text/{hash}.js";
            var fault = text.Text.Contains("wrong", StringComparison.Ordinal) ? new TextFault("SyntaxError", "Unexpected token", 1, 1) : null;
            var compiled = new CompiledText(
                path, Encoding.UTF8.GetBytes($"compiled {Asked.Count}"), [.. Import.Matches(text.Text).Select(static match => match.Groups["specifier"].Value)], fault);
            return Task.FromResult(_known[hash] = compiled);
        }
    }

    public Task<CompiledText?> FindAsync(string hash) => Task.FromResult(_known.GetValueOrDefault(hash));

    [GeneratedRegex("import '(?<specifier>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import { get; }
}
