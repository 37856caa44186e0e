namespace Bailey.Web.Hardened;

/// <summary>Makes code files of texts. Any thread.</summary>
public interface ITextCompiler
{
    /// <summary>Compiles a text. What is wrong with it is in the answer.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="file">For a script of the container: the code file's path below <c>/__bailey/code/</c>. Null: a path is made of the text's hash.</param>
    Task<CompiledText> CompileAsync(PageText text, string? file);

    /// <summary>What was compiled before under a hash, by this process or another; null when nobody knows.</summary>
    /// <param name="hash">From a path <c>text/&lt;hash&gt;</c>.</param>
    Task<CompiledText?> FindAsync(string hash);
}
