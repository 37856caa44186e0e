using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>
/// JavaScriptCore's C API (JavaScript/API/*.h of WebKit) as far as Bailey uses it, named as in its headers. Values (<c>nint</c>) are
/// valid on the calling thread's stack until control returns to the engine's caller; keep one longer only in a <see cref="JSRoot"/>.
/// </summary>
internal static unsafe partial class JavaScriptCore
{
    public const string Library = "libjavascriptcoregtk-6.0.so.1";

    // jsc/jsc-version.h
    [LibraryImport(Library)]
    public static partial uint jsc_get_major_version();

    [LibraryImport(Library)]
    public static partial uint jsc_get_minor_version();

    [LibraryImport(Library)]
    public static partial uint jsc_get_micro_version();

    // JSContextRef.h
    [LibraryImport(Library)]
    public static partial nint JSContextGroupCreate();

    [LibraryImport(Library)]
    public static partial void JSContextGroupRelease(nint group);

    [LibraryImport(Library)]
    public static partial nint JSGlobalContextCreateInGroup(nint group, nint globalObjectClass);

    [LibraryImport(Library)]
    public static partial void JSGlobalContextRelease(nint context);

    [LibraryImport(Library)]
    public static partial nint JSContextGetGlobalObject(nint context);

    // JSBase.h
    [LibraryImport(Library)]
    public static partial nint JSEvaluateScript(nint context, nint script, nint thisObject, nint sourceUrl, int startingLine, nint* exception);

    [LibraryImport(Library)]
    public static partial void JSGarbageCollect(nint context);

    // JSContextRefPrivate.h
    [LibraryImport(Library)]
    public static partial void JSContextGroupSetExecutionTimeLimit(nint group, double seconds, delegate* unmanaged<nint, nint, byte> callback, nint state);

    [LibraryImport(Library)]
    public static partial void JSContextGroupClearExecutionTimeLimit(nint group);

    [LibraryImport(Library)]
    public static partial void JSGlobalContextSetUnhandledRejectionCallback(nint context, nint function, nint* exception);

    // JSStringRef.h
    [LibraryImport(Library)]
    public static partial nint JSStringCreateWithCharacters(char* characters, nuint length);

    [LibraryImport(Library)]
    public static partial void JSStringRelease(nint text);

    [LibraryImport(Library)]
    public static partial nuint JSStringGetLength(nint text);

    [LibraryImport(Library)]
    public static partial char* JSStringGetCharactersPtr(nint text);

    // JSValueRef.h
    [LibraryImport(Library)]
    public static partial JSType JSValueGetType(nint context, nint value);

    [LibraryImport(Library)]
    public static partial nint JSValueMakeUndefined(nint context);

    [LibraryImport(Library)]
    public static partial nint JSValueMakeBoolean(nint context, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library)]
    public static partial nint JSValueMakeNumber(nint context, double value);

    [LibraryImport(Library)]
    public static partial nint JSValueMakeString(nint context, nint text);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool JSValueToBoolean(nint context, nint value);

    [LibraryImport(Library)]
    public static partial double JSValueToNumber(nint context, nint value, nint* exception);

    [LibraryImport(Library)]
    public static partial nint JSValueToStringCopy(nint context, nint value, nint* exception);

    [LibraryImport(Library)]
    public static partial void JSValueProtect(nint context, nint value);

    [LibraryImport(Library)]
    public static partial void JSValueUnprotect(nint context, nint value);

    // JSObjectRef.h
    [LibraryImport(Library)]
    public static partial nint JSObjectMake(nint context, nint objectClass, nint data);

    [LibraryImport(Library)]
    public static partial nint JSObjectMakeFunctionWithCallback(
        nint context,
        nint name,
        delegate* unmanaged<nint, nint, nint, nuint, nint*, nint*, nint> callback);

    [LibraryImport(Library)]
    public static partial nint JSObjectMakeError(nint context, nuint argumentCount, nint* arguments, nint* exception);

    [LibraryImport(Library)]
    public static partial nint JSObjectGetProperty(nint context, nint target, nint name, nint* exception);

    [LibraryImport(Library)]
    public static partial void JSObjectSetProperty(nint context, nint target, nint name, nint value, uint attributes, nint* exception);

    [LibraryImport(Library)]
    public static partial nint JSObjectCallAsFunction(nint context, nint function, nint thisObject, nuint argumentCount, nint* arguments, nint* exception);

    // JSTypedArray.h
    [LibraryImport(Library)]
    public static partial JSTypedArrayType JSValueGetTypedArrayType(nint context, nint value, nint* exception);

    [LibraryImport(Library)]
    public static partial nint JSObjectMakeArrayBufferWithBytesNoCopy(
        nint context,
        void* bytes,
        nuint length,
        delegate* unmanaged<void*, void*, void> deallocator,
        void* state,
        nint* exception);

    [LibraryImport(Library)]
    public static partial void* JSObjectGetArrayBufferBytesPtr(nint context, nint buffer, nint* exception);

    [LibraryImport(Library)]
    public static partial nuint JSObjectGetArrayBufferByteLength(nint context, nint buffer, nint* exception);
}

/// <summary>JSType of JSValueRef.h.</summary>
public enum JSType
{
    /// <summary>undefined</summary>
    Undefined,

    /// <summary>null</summary>
    Null,

    /// <summary>true or false</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An object, functions included.</summary>
    Object,

    /// <summary>A symbol.</summary>
    Symbol,

    /// <summary>A BigInt.</summary>
    BigInt,
}

/// <summary>JSTypedArrayType of JSValueRef.h; only what is asked for here has a name.</summary>
public enum JSTypedArrayType
{
    /// <summary>kJSTypedArrayTypeArrayBuffer</summary>
    ArrayBuffer = 9,

    /// <summary>kJSTypedArrayTypeNone</summary>
    None = 10,
}
