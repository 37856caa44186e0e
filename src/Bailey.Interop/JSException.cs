namespace Bailey.Interop;

/// <summary>Code in a context threw, or a host function throws this to hand an error to the guest.</summary>
public sealed class JSException : Exception
{
    /// <summary>Makes an error for the guest; the text is shown to it.</summary>
    public JSException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause, which the guest does not see.</summary>
    public JSException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a text.</summary>
    public JSException()
    {
    }

    /// <summary>The thrown object's stack as the engine wrote it; empty where there is none.</summary>
    public string Stack { get; private init; } = "";

    /// <summary>Whether the engine ended the code because of the execution limit.</summary>
    public bool IsTermination { get; private init; }

    internal static unsafe JSException From(JSContext context, nint exception)
    {
        nint ignored = 0;
        string message = JSText.Take(JavaScriptCore.JSValueToStringCopy(context.Handle, exception, &ignored));
        string stack = "";
        if (JavaScriptCore.JSValueGetType(context.Handle, exception) == JSType.Object)
        {
            using var name = new JSText("stack");
            nint value = JavaScriptCore.JSObjectGetProperty(context.Handle, exception, name.Handle, &ignored);
            if (value != 0 && JavaScriptCore.JSValueGetType(context.Handle, value) == JSType.String)
            {
                stack = JSText.Take(JavaScriptCore.JSValueToStringCopy(context.Handle, value, &ignored));
            }
        }

        return new JSException(message)
        {
            Stack = stack,
            IsTermination = message.Contains("JavaScript execution terminated", StringComparison.Ordinal),
        };
    }
}
