using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>A group of contexts that share a heap (JSContextGroupRef). Contexts and values keep it alive.</summary>
internal sealed class JSContextGroupHandle : SafeHandle
{
    public JSContextGroupHandle()
        : base(0, ownsHandle: true) => SetHandle(JavaScriptCore.JSContextGroupCreate());

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        JavaScriptCore.JSContextGroupRelease(handle);
        return true;
    }
}

/// <summary>A context (JSGlobalContextRef). Holds its group; its roots hold it.</summary>
internal sealed class JSGlobalContextHandle : SafeHandle
{
    private readonly JSContextGroupHandle _group;

    public JSGlobalContextHandle(JSContextGroupHandle group)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        group.DangerousAddRef(ref added);
        _group = group;
        SetHandle(JavaScriptCore.JSGlobalContextCreateInGroup(group.DangerousGetHandle(), 0));
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        JavaScriptCore.JSGlobalContextRelease(handle);
        _group.DangerousRelease();
        return true;
    }
}

/// <summary>A value that the collector keeps (JSValueProtect) until it is disposed. Holds its context.</summary>
public sealed class JSRoot : SafeHandle
{
    private readonly JSGlobalContextHandle _context;

    internal JSRoot(JSGlobalContextHandle context, nint value)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        context.DangerousAddRef(ref added);
        _context = context;
        JavaScriptCore.JSValueProtect(context.DangerousGetHandle(), value);
        SetHandle(value);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The value, valid while this root is not disposed.</summary>
    internal nint Value => handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        JavaScriptCore.JSValueUnprotect(_context.DangerousGetHandle(), handle);
        _context.DangerousRelease();
        return true;
    }
}

/// <summary>A string of the engine (JSStringRef), for the length of a call.</summary>
internal readonly unsafe ref struct JSText : IDisposable
{
    public JSText(ReadOnlySpan<char> text)
    {
        fixed (char* first = text)
        {
            Handle = JavaScriptCore.JSStringCreateWithCharacters(first, (nuint)text.Length);
        }
    }

    public nint Handle { get; }

    /// <summary>Copies an engine string that the caller owns, and releases it.</summary>
    public static string Take(nint handle)
    {
        if (handle == 0)
        {
            return "";
        }

        var text = new string(JavaScriptCore.JSStringGetCharactersPtr(handle), 0, checked((int)JavaScriptCore.JSStringGetLength(handle)));
        JavaScriptCore.JSStringRelease(handle);
        return text;
    }

    public void Dispose() => JavaScriptCore.JSStringRelease(Handle);
}
