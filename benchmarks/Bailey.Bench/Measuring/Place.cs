namespace Bailey.Bench.Measuring;

/// <summary>Where things are in a checkout.</summary>
internal static class Place
{
    /// <summary>The checkout's root; ./bench says where it is.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("BAILEY_ROOT")
        ?? throw new InvalidOperationException("BAILEY_ROOT is not set: run ./bench");

    /// <summary>This part of the checkout.</summary>
    public static string Benchmarks => Path.Combine(Root, "benchmarks");

    /// <summary>Where generated programs go.</summary>
    public static string Work => Path.Combine(Root, "artifacts", "bench");

    /// <summary>The command line as ./bailey starts it once all is built.</summary>
    public static string Cli => Path.Combine(Root, "artifacts", "publish", "cli", "Bailey.Cli");

    /// <summary>The broker that <see cref="Cli"/> starts.</summary>
    public static string Broker => Path.Combine(Root, "artifacts", "publish", "broker", "Bailey.Broker");

    /// <summary>The program that measures starts from a pool of warm workers.</summary>
    public static string WarmStart => Path.Combine(Work, "program", "start", "Bailey.Start");

    /// <summary>An npm package's file or command of benchmarks/package.json.</summary>
    public static string Npm(string path) => Path.Combine(Benchmarks, "node_modules", path);
}
