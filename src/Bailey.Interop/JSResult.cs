namespace Bailey.Interop;

/// <summary>What a host function returns as an object <c>{ json, data? }</c>: a text, and bytes (copied) where there are any.</summary>
public sealed record JSAnswer(string Json, ReadOnlyMemory<byte> Data);

/// <summary>A value on the stack: read it before the next call into the engine, or keep it with <see cref="Keep"/>.</summary>
public readonly unsafe ref struct JSResult
{
    private readonly JSContext _context;

    internal JSResult(JSContext context, nint value)
    {
        _context = context;
        Value = value;
    }

    /// <summary>What it is.</summary>
    public JSType Type => JavaScriptCore.JSValueGetType(_context.Handle, Value);

    internal nint Value { get; }

    /// <summary>The value as a string, by the language's own conversion, which may run guest code.</summary>
    /// <exception cref="JSException">The conversion threw.</exception>
    public string Text => _context.TextOf(Value);

    /// <summary>The value as a number.</summary>
    /// <exception cref="JSException">The conversion threw.</exception>
    public double Number
    {
        get
        {
            nint exception = 0;
            double number = JavaScriptCore.JSValueToNumber(_context.Handle, Value, &exception);
            _context.ThrowIf(exception);
            return number;
        }
    }

    /// <summary>Keeps the value.</summary>
    /// <returns>A root the caller disposes.</returns>
    public JSRoot Keep() => _context.Root(Value);

    /// <summary>The bytes of an ArrayBuffer, valid until the next call into the engine; empty for any other value.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            nint exception = 0;
            if (JavaScriptCore.JSValueGetTypedArrayType(_context.Handle, Value, &exception) != JSTypedArrayType.ArrayBuffer)
            {
                return default;
            }

            nuint length = JavaScriptCore.JSObjectGetArrayBufferByteLength(_context.Handle, Value, &exception);
            void* bytes = JavaScriptCore.JSObjectGetArrayBufferBytesPtr(_context.Handle, Value, &exception);
            return bytes is null || length > int.MaxValue ? default : new ReadOnlySpan<byte>(bytes, (int)length);
        }
    }
}
