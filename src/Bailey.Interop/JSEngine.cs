using System.Reflection;
using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>The JavaScript engine as a whole: found, checked and made to live beside .NET. Call <see cref="Open"/> before anything else.</summary>
public static class JSEngine
{
    // A newer engine can bring an intrinsic that lockdown does not know, or rename the two options below: test it, then raise the range.
    private static readonly Version OldestTested = new(2, 50, 0);
    private static readonly Version FirstUntested = new(2, 51, 0);

    /// <summary>
    /// Options that must be in the C environment before the engine's first call (Environment.SetEnvironmentVariable does not reach getenv).
    /// </summary>
    /// <remarks>
    /// <b>Source:</b> measured; WebKit Source/JavaScriptCore/runtime/OptionsList.h. <b>Stops:</b> the engine taking SIGSEGV and SIGBUS from
    /// .NET, after which a NullReferenceException during a collection kills the process. <b>Does not stop:</b> SIGUSR1, which the engine keeps.
    /// </remarks>
    private static readonly (string Name, string Value, string Reason)[] Options =
    [
        ("JSC_useWasmFaultSignalHandler", "0", "Wasm bounds are checked in code, not by a fault handler"),
        ("JSC_usePollingTraps", "1", "time limits are polled, not signalled"),
        ("JSC_useSharedArrayBuffer", "0", "no shared memory between guests, no timer made of it"),
        ("JSC_useShadowRealm", "0", "the engine's own ShadowRealm crashes"),
        ("JSC_useTailCalls", "0", "endless recursion ends with a RangeError and stacks keep their frames, as in Node"),
    ];

    private static readonly Lock Opening = new();
    private static Version? s_version;
    private static bool s_resolverSet;

    /// <summary>Loads the engine once per process and asserts that .NET still owns its signals. Any thread.</summary>
    /// <param name="libraryDirectory">Where to look first for the engine's shared library; null for the system's own search.</param>
    /// <param name="jit">False turns machine code generation off for the whole process (the policy's dynamicCode: deny).</param>
    /// <returns>The engine's version.</returns>
    /// <exception cref="EngineUnavailableException">The library is missing, outside the tested range, or took .NET's signals.</exception>
    public static Version Open(string? libraryDirectory = null, bool jit = true)
    {
        lock (Opening)
        {
            return s_version ??= OpenOnce(libraryDirectory, jit);
        }
    }

    private static Version OpenOnce(string? libraryDirectory, bool jit)
    {
        foreach ((string name, string value, _) in Options)
        {
            SetEnvironment(name, value);
        }

        if (!jit)
        {
            SetEnvironment("JSC_useJIT", "0");
        }

        if (!s_resolverSet)
        {
            s_resolverSet = true;
            NativeLibrary.SetDllImportResolver(typeof(JSEngine).Assembly, (name, assembly, paths) => Resolve(name, assembly, paths, libraryDirectory));
        }

        Dispositions before = Dispositions.Read();
        Version version = ReadVersion();
        if (version < OldestTested || version >= FirstUntested)
        {
            throw new EngineUnavailableException(
                $"JavaScriptCore {version} is outside the tested range {OldestTested} to below {FirstUntested}; "
                + "install Debian's libjavascriptcoregtk-6.0-1 of that range, or a release of Bailey that was tested with yours");
        }

        using (var group = new JSContextGroupHandle())
        using (var context = new JSGlobalContextHandle(group))
        {
            // The engine installs its handlers with the first context.
            Dispositions after = Dispositions.Read();
            if (after != before)
            {
                throw new EngineUnavailableException(
                    $"JavaScriptCore {version} replaced .NET's handlers of SIGSEGV or SIGBUS although it was told not to: a null reference would "
                    + "end the process. This build of the engine cannot be used");
            }
        }

        return version;
    }

    private static Version ReadVersion()
    {
        try
        {
            return new Version(
                (int)JavaScriptCore.jsc_get_major_version(),
                (int)JavaScriptCore.jsc_get_minor_version(),
                (int)JavaScriptCore.jsc_get_micro_version());
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new EngineUnavailableException(
                $"{JavaScriptCore.Library} cannot be loaded: install the Debian package libjavascriptcoregtk-6.0-1 ({error.Message})", error);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths, string? directory)
    {
        if (name != JavaScriptCore.Library)
        {
            return 0;
        }

        return directory is not null && NativeLibrary.TryLoad(Path.Combine(directory, name), out nint handle)
            ? handle
            : NativeLibrary.TryLoad(name, assembly, paths, out handle) ? handle : 0;
    }

    private static void SetEnvironment(string name, string value)
    {
        Errno errno = LibC.setenv(name, value);
        if (errno != Errno.None)
        {
            throw new EngineUnavailableException($"the engine's option {name} could not be set: {errno}");
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Dispositions(nint Segv, nint Bus)
    {
        public static Dispositions Read()
        {
            LibC.sigaction(LibC.SIGSEGV, out nint segv);
            LibC.sigaction(LibC.SIGBUS, out nint bus);
            return new Dispositions(segv, bus);
        }
    }
}

/// <summary>The JavaScript engine cannot be used on this machine; the message says why and what to do.</summary>
public sealed class EngineUnavailableException : Exception
{
    /// <summary>Makes one with a message for people.</summary>
    public EngineUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public EngineUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a message.</summary>
    public EngineUnavailableException()
    {
    }
}
