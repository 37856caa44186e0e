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
    private readonly ParameterInfo[] _parameters = function.Method.GetParameters()[^ParameterCount(function)..];

    public override string Kind => "function";

    public override async Task<object?> Invoke(HostCall call, CancellationToken cancellation)
    {
        if (call.Kind != "call")
        {
            throw Misused();
        }

        object? result = function.GetType().GetMethod("Invoke")!.Invoke(function, BindingFlags.DoNotWrapExceptions, null, Arguments(call, cancellation), null);
        return result switch
        {
            Task task => await Value(task),
            ValueTask task => await Value(task.AsTask()),
            not null when result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
                await Value((Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null)!),
            _ => result,
        };
    }

    // A static method as an extension, or a compiled lambda, has a first parameter that its callers do not see.
    private static int ParameterCount(Delegate function) => function.GetType().GetMethod("Invoke")!.GetParameters().Length;

    private static async Task<object?> Value(Task task)
    {
        await task;
        // An async method without a value is a Task<VoidTaskResult> in truth.
        Type type = task.GetType();
        return type.GetProperty("Result") is { PropertyType.IsVisible: true } result ? result.GetValue(task) : null;
    }

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
