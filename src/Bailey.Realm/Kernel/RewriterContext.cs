using Bailey.Interop;

namespace Bailey.Realm.Kernel;

/// <summary>
/// The rewriter in a context of its own, beside the guest's in the same heap: only strings cross, so nothing a guest holds leads to the
/// parser. Made at the first use: a guest without eval never pays for it. Engine thread only.
/// </summary>
internal sealed class RewriterContext(JSHeap heap) : IDisposable
{
    private JSContext? _context;
    private JSRoot? _rewrite;

    /// <summary>Rewrites one text.</summary>
    /// <param name="request">RewriteRequest JSON.</param>
    /// <returns>RewriteResult JSON.</returns>
    public string Rewrite(string request)
    {
        if (_rewrite is null)
        {
            _context = heap.NewContext();
            _context.Evaluate(KernelResources.Read("rewriter.js"), "bailey:rewriter").Dispose();
            _rewrite = _context.Evaluate("rewrite", "bailey:rewriter");
        }

        return _context!.Call(_rewrite, request).Text;
    }

    public void Dispose()
    {
        _rewrite?.Dispose();
        _context?.Dispose();
    }
}
