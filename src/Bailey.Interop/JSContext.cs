using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>A guest's or a trusted part's context: evaluates text, hands functions in, calls functions. One thread at a time.</summary>
public sealed unsafe class JSContext : IDisposable
{
    private readonly JSGlobalContextHandle _handle;
    private readonly List<nint> _functions = [];

    internal JSContext(JSGlobalContextHandle handle) => _handle = handle;

    internal nint Handle => _handle.DangerousGetHandle();

    /// <summary>Evaluates a script in sloppy global code.</summary>
    /// <param name="text">The script.</param>
    /// <param name="url">What stacks show; never a host path.</param>
    /// <returns>The completion value as a root the caller disposes.</returns>
    /// <exception cref="JSException">It threw.</exception>
    public JSRoot Evaluate(string text, string url) => Root(EvaluateRaw(text, url));

    private nint EvaluateRaw(ReadOnlySpan<char> text, ReadOnlySpan<char> url)
    {
        using var script = new JSText(text);
        using var source = new JSText(url);
        nint exception = 0;
        nint value = JavaScriptCore.JSEvaluateScript(Handle, script.Handle, 0, source.Handle, 1, &exception);
        ThrowIf(exception);
        return value;
    }

    /// <summary>Reads a property of an object.</summary>
    /// <returns>A root the caller disposes.</returns>
    /// <exception cref="JSException">A getter threw.</exception>
    public JSRoot Get(JSRoot target, string name)
    {
        using var text = new JSText(name);
        nint exception = 0;
        nint value = JavaScriptCore.JSObjectGetProperty(Handle, target.Value, text.Handle, &exception);
        ThrowIf(exception);
        return Root(value);
    }

    /// <summary>Makes an empty object.</summary>
    public JSRoot NewObject() => Root(JavaScriptCore.JSObjectMake(Handle, 0, 0));

    /// <summary>Hands a function in as a property of an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="name">The property's and the function's name.</param>
    /// <param name="function">
    /// Runs on the engine's thread inside the call. An exception other than <see cref="JSException"/> reaches the guest as the constant
    /// text "host call failed" and is reported to <see cref="HostFunctionFailed"/>.
    /// </param>
    public void Define(JSRoot target, string name, HostFunction function)
    {
        nint made = MakeFunction(target, name, &HostFunctions.Call);
        HostFunctions.Add(made, this, function);
    }

    /// <summary>
    /// Hands in a function <c>(text, url)</c> that evaluates a script in the calling context and returns its value or throws what it throws.
    /// The value never leaves the engine's stack.
    /// </summary>
    public void DefineEvaluate(JSRoot target, string name) => MakeFunction(target, name, &HostFunctions.Evaluate);

    private nint MakeFunction(JSRoot target, string name, delegate* unmanaged<nint, nint, nint, nuint, nint*, nint*, nint> callback)
    {
        using var text = new JSText(name);
        nint made = JavaScriptCore.JSObjectMakeFunctionWithCallback(Handle, text.Handle, callback);
        JavaScriptCore.JSValueProtect(Handle, made);
        _functions.Add(made);
        Set(target.Value, name, made);
        return made;
    }

    /// <summary>Calls a function with undefined as this.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Up to eight; strings, doubles, booleans, null for undefined, byte arrays (copied into an ArrayBuffer), roots.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JSException">It threw.</exception>
    public JSResult Call(JSRoot function, params ReadOnlySpan<object?> arguments)
    {
        // The engine does not check: a call of anything else ends the process.
        if (JavaScriptCore.JSValueGetType(Handle, function.Value) != JSType.Object)
        {
            throw new JSException("what is called is not a function");
        }

        nint* values = stackalloc nint[8];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = FromHost(arguments[i]);
        }

        nint exception = 0;
        nint result = JavaScriptCore.JSObjectCallAsFunction(Handle, function.Value, 0, (nuint)arguments.Length, values, &exception);
        ThrowIf(exception);
        return new JSResult(this, result);
    }

    /// <summary>Told of a host function that threw: the detail for the log; the guest saw only a constant text.</summary>
    public Action<Exception>? HostFunctionFailed { get; set; }

    /// <summary>Has the engine call <paramref name="function"/> with (promise, reason) for each promise that is rejected and unhandled once the jobs have run dry.</summary>
    public void OnUnhandledRejection(JSRoot function)
    {
        nint exception = 0;
        JavaScriptCore.JSGlobalContextSetUnhandledRejectionCallback(Handle, function.Value, &exception);
        ThrowIf(exception);
    }

    /// <summary>Collects garbage now.</summary>
    public void Collect() => JavaScriptCore.JSGarbageCollect(Handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint function in _functions)
        {
            HostFunctions.Remove(function);
            JavaScriptCore.JSValueUnprotect(Handle, function);
        }

        _functions.Clear();
        _handle.Dispose();
    }

    internal void Report(Exception error) => HostFunctionFailed?.Invoke(error);

    internal JSRoot Root(nint value) => new(_handle, value);

    internal nint FromHost(object? value) => value switch
    {
        null => JavaScriptCore.JSValueMakeUndefined(Handle),
        string text => FromText(text),
        double number => JavaScriptCore.JSValueMakeNumber(Handle, number),
        int number => JavaScriptCore.JSValueMakeNumber(Handle, number),
        bool flag => JavaScriptCore.JSValueMakeBoolean(Handle, flag),
        byte[] bytes => FromBytes(bytes),
        ReadOnlyMemory<byte> bytes => FromBytes(bytes.Span),
        JSRoot root => root.Value,
        JSAnswer answer => FromAnswer(answer),
        _ => throw new ArgumentException($"a {value.GetType().Name} has no JavaScript form", nameof(value)),
    };

    internal nint FromText(ReadOnlySpan<char> value)
    {
        using var text = new JSText(value);
        return JavaScriptCore.JSValueMakeString(Handle, text.Handle);
    }

    /// <summary>Copies bytes into an ArrayBuffer that the engine frees.</summary>
    internal nint FromBytes(ReadOnlySpan<byte> bytes)
    {
        void* copy = NativeMemory.Alloc((nuint)Math.Max(1, bytes.Length));
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        nint exception = 0;
        nint buffer = JavaScriptCore.JSObjectMakeArrayBufferWithBytesNoCopy(Handle, copy, (nuint)bytes.Length, &FreeBytes, null, &exception);
        ThrowIf(exception);
        return buffer;
    }

    private nint FromAnswer(JSAnswer answer)
    {
        nint made = JavaScriptCore.JSObjectMake(Handle, 0, 0);
        Set(made, "json", FromText(answer.Json));
        if (!answer.Data.IsEmpty)
        {
            Set(made, "data", FromBytes(answer.Data.Span));
        }

        return made;
    }

    private void Set(nint target, string name, nint value)
    {
        using var text = new JSText(name);
        nint exception = 0;
        JavaScriptCore.JSObjectSetProperty(Handle, target, text.Handle, value, 0, &exception);
        ThrowIf(exception);
    }

    internal string TextOf(nint value)
    {
        nint exception = 0;
        nint text = JavaScriptCore.JSValueToStringCopy(Handle, value, &exception);
        ThrowIf(exception);
        return JSText.Take(text);
    }

    internal void ThrowIf(nint exception)
    {
        if (exception != 0)
        {
            throw JSException.From(this, exception);
        }
    }

    [UnmanagedCallersOnly]
    private static void FreeBytes(void* bytes, void* state) => NativeMemory.Free(bytes);
}
