using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>A function of the host that a context may call.</summary>
/// <param name="arguments">What it was called with; valid inside the call only.</param>
/// <returns>As for the arguments of <see cref="JSContext.Call"/>; null is undefined.</returns>
public delegate object? HostFunction(JSArguments arguments);

/// <summary>The arguments of a call from a context; values are read by kind, never converted by running guest code.</summary>
public readonly unsafe ref struct JSArguments
{
    private readonly JSContext _context;
    private readonly nint* _values;

    internal JSArguments(JSContext context, nint* values, int count)
    {
        _context = context;
        _values = values;
        Count = count;
    }

    /// <summary>How many were passed.</summary>
    public int Count { get; }

    /// <summary>The context that called.</summary>
    public JSContext Context => _context;

    /// <summary>Argument <paramref name="index"/>; undefined where it is missing.</summary>
    public JSResult this[int index] =>
        new(_context, index < Count ? _values[index] : JavaScriptCore.JSValueMakeUndefined(_context.Handle));

    /// <summary>A string argument.</summary>
    /// <exception cref="JSException">It is not a string primitive.</exception>
    public string Text(int index) => this[index] is { Type: JSType.String } value ? value.Text : throw Misuse(index, "a string");

    /// <summary>A number argument.</summary>
    /// <exception cref="JSException">It is not a number primitive.</exception>
    public double Number(int index) => this[index] is { Type: JSType.Number } value ? value.Number : throw Misuse(index, "a number");

    private static JSException Misuse(int index, string kind) => new($"host call misused: argument {index} is not {kind}");
}

/// <summary>The one native entry through which contexts call the host. Nothing thrown here reaches native frames.</summary>
internal static unsafe class HostFunctions
{
    // Keyed by the function object, which its context protects, so the key cannot be reused while the row stands.
    private static readonly Dictionary<nint, (JSContext Context, HostFunction Function)> Rows = [];

    public static void Add(nint made, JSContext context, HostFunction function)
    {
        lock (Rows)
        {
            Rows[made] = (context, function);
        }
    }

    public static void Remove(nint made)
    {
        lock (Rows)
        {
            Rows.Remove(made);
        }
    }

    [UnmanagedCallersOnly]
    public static nint Call(nint contextHandle, nint function, nint thisObject, nuint count, nint* values, nint* exception)
    {
        JSContext? context = null;
        try
        {
            (JSContext Context, HostFunction Function) row;
            lock (Rows)
            {
                if (!Rows.TryGetValue(function, out row))
                {
                    return Fail(contextHandle, "host call failed", exception);
                }
            }

            context = row.Context;
            return context.FromHost(row.Function(new JSArguments(context, values, (int)count)));
        }
        catch (JSException error)
        {
            return Fail(contextHandle, error.Message, exception);
        }
#pragma warning disable CA1031 // Whatever the host did wrong, the guest learns nothing of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            context?.Report(error);
            return Fail(contextHandle, "host call failed", exception);
        }
    }

    [UnmanagedCallersOnly]
    public static nint Evaluate(nint context, nint function, nint thisObject, nuint count, nint* values, nint* exception)
    {
        if (count < 2
            || JavaScriptCore.JSValueGetType(context, values[0]) != JSType.String
            || JavaScriptCore.JSValueGetType(context, values[1]) != JSType.String)
        {
            return Fail(context, "host call misused: evaluate takes two strings", exception);
        }

        nint script = JavaScriptCore.JSValueToStringCopy(context, values[0], exception);
        nint url = JavaScriptCore.JSValueToStringCopy(context, values[1], exception);
        nint value = JavaScriptCore.JSEvaluateScript(context, script, 0, url, 1, exception);
        JavaScriptCore.JSStringRelease(script);
        JavaScriptCore.JSStringRelease(url);
        return value;
    }

    private static nint Fail(nint context, string message, nint* exception)
    {
        using var text = new JSText(message);
        nint argument = JavaScriptCore.JSValueMakeString(context, text.Handle);
        nint ignored = 0;
        *exception = JavaScriptCore.JSObjectMakeError(context, 1, &argument, &ignored);
        return JavaScriptCore.JSValueMakeUndefined(context);
    }
}
