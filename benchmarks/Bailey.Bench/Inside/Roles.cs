using Bailey.Bench.Kernels;

namespace Bailey.Bench.Inside;

/// <summary>What a process of this program can be while it is measured.</summary>
internal static class Roles
{
    private const string WithoutJit = "-no-jit";

    /// <summary>Measures and prints one answer.</summary>
    public static int Run(string role, string[] arguments) => Engine.Run(!role.EndsWith(WithoutJit, StringComparison.Ordinal), () => role.Replace(WithoutJit, "", StringComparison.Ordinal) switch
    {
        "raw" => RawKernel.Measure(Named(arguments[0]), Engine.Number(arguments[1]), (int)Engine.Number(arguments[2]), arguments.ElementAtOrDefault(3)),
        "bailey" => GuestKernel.Measure(Named(arguments[0]), Engine.Number(arguments[1]), (int)Engine.Number(arguments[2])),
        "cost" => GuestCosts.Measure(arguments[0]),
        _ => throw new ArgumentException($"there is no role {role}", nameof(role)),
    });

    private static Kernel Named(string name) => Kernel.All.Single(kernel => kernel.Name == name);
}
