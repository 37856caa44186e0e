using System.Reflection;

namespace Bailey;

/// <summary>Something a guest may call by number.</summary>
internal abstract class HostTarget(string name)
{
    /// <summary>As the guest knows it.</summary>
    public string Name { get; } = name;

    /// <summary><c>function</c>, <c>readable</c> or <c>writable</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Carries a call out. Its exceptions are the caller's to hide.</summary>
    public abstract Task<object?> Invoke(HostCall call, CancellationToken cancellation);

    /// <summary>The guest used it as what it is not: the realm never does that.</summary>
    protected GuestVisibleException Misused() => new($"{Name} is no such thing");
}

/// <summary>A delegate.</summary>
internal sealed class HostFunction(string name, Delegate function) : HostTarget(name)
{
    private readonly MethodInfo _invoke = function.GetType().GetMethod("Invoke")!;

    // Of the method, not of the delegate: a lambda's defaults and names stand there. A static method bound to its first parameter hides it.
    private readonly ParameterInfo[] _parameters = function.Method.GetParameters()[^function.GetType().GetMethod("Invoke")!.GetParameters().Length..];

    public override string Kind => "function";

    public override async Task<object?> Invoke(HostCall call, CancellationToken cancellation)
    {
        if (call.Kind != "call")
        {
            throw Misused();
        }

        object? result = _invoke.Invoke(function, BindingFlags.DoNotWrapExceptions, null, Arguments(call, cancellation), null);
        if (result is not (Task or ValueTask) && !IsGeneric(typeof(ValueTask<>)))
        {
            return result;
        }

        Task task = result as Task ?? (Task)result!.GetType().GetMethod(nameof(ValueTask.AsTask))!.Invoke(result, null)!;
        await task;
        // By the declared type: an async method's own task may be of a type that only the compiler names.
        return IsGeneric(typeof(Task<>)) || IsGeneric(typeof(ValueTask<>))
            ? typeof(Task<>).MakeGenericType(_invoke.ReturnType.GetGenericArguments()).GetProperty(nameof(Task<>.Result))!.GetValue(task)
            : null;
    }

    private bool IsGeneric(Type definition) => _invoke.ReturnType.IsGenericType && _invoke.ReturnType.GetGenericTypeDefinition() == definition;

    private object?[] Arguments(HostCall call, CancellationToken cancellation)
    {
        object?[] arguments = new object?[_parameters.Length];
        int given = call.Arguments.GetArrayLength();
        int next = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterInfo parameter = _parameters[i];
            if (parameter.ParameterType == typeof(CancellationToken))
            {
                arguments[i] = cancellation;
            }
            else if (next < given)
            {
                arguments[i] = call.Argument(next++, parameter.ParameterType);
            }
            else
            {
                arguments[i] = parameter.HasDefaultValue
                    ? parameter.DefaultValue
                    : throw new GuestVisibleException($"argument {next + 1} is missing") { Code = "ERR_MISSING_ARGS" };
            }
        }

        return arguments;
    }
}
