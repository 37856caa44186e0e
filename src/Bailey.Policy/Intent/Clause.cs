namespace Bailey.Policy;

/// <summary>A value of bailey.json together with whether it must be enforced.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Required">True: nothing starts where the clause cannot be enforced. In the file: <c>{ "value": …, "required": true }</c>.</param>
public readonly record struct Clause<T>(T Value, bool Required = false);
