using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>
/// A heap (context group) whose contexts share objects and one execution limit. All calls into one heap come from one thread at a time;
/// give that thread a large stack, since guest recursion is bounded by it.
/// </summary>
public sealed class JSHeap : IDisposable
{
    private readonly JSContextGroupHandle _group;
    private GCHandle _self;
    private Func<bool>? _poll;
    private double _seconds;

    /// <summary>Makes an empty heap.</summary>
    /// <exception cref="EngineUnavailableException">See <see cref="JSEngine.Open"/>.</exception>
    public JSHeap()
    {
        JSEngine.Open();
        _group = new JSContextGroupHandle();
    }

    /// <summary>Makes a context with a global object of its own.</summary>
    /// <returns>A context the caller owns.</returns>
    public JSContext NewContext() => new(new JSGlobalContextHandle(_group));

    /// <summary>
    /// Calls <paramref name="poll"/> on the engine's thread after every <paramref name="seconds"/> of CPU time that one entry into the
    /// engine takes; when it returns true the running code is ended and cannot catch that.
    /// </summary>
    /// <remarks><b>Does not stop:</b> loops of microtasks (each job counts anew), Wasm loops, one long built-in call. The monitor outside does.</remarks>
    public unsafe void LimitExecution(double seconds, Func<bool> poll)
    {
        _poll = poll;
        _seconds = seconds;
        if (!_self.IsAllocated)
        {
            _self = GCHandle.Alloc(this, GCHandleType.Weak);
        }

        JavaScriptCore.JSContextGroupSetExecutionTimeLimit(_group.DangerousGetHandle(), seconds, &Poll, GCHandle.ToIntPtr(_self));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        JavaScriptCore.JSContextGroupClearExecutionTimeLimit(_group.DangerousGetHandle());
        if (_self.IsAllocated)
        {
            _self.Free();
        }

        _group.Dispose();
    }

    [UnmanagedCallersOnly]
    private static unsafe byte Poll(nint context, nint state)
    {
        try
        {
            if (GCHandle.FromIntPtr(state).Target is not JSHeap heap || heap._poll is null || heap._poll())
            {
                return 1;
            }

            // Returning false does not arm the limit again in this engine.
            JavaScriptCore.JSContextGroupSetExecutionTimeLimit(heap._group.DangerousGetHandle(), heap._seconds, &Poll, state);
            return 0;
        }
#pragma warning disable CA1031 // No exception may cross into native code; ending the guest is the safe answer.
        catch (Exception)
#pragma warning restore CA1031
        {
            return 1;
        }
    }
}
