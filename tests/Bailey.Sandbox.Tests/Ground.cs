using System.Buffers.Binary;
using System.Reflection;

namespace Bailey.Sandbox.Tests;

/// <summary>What every test here stands on: one opened wall and one staged probe program.</summary>
public sealed class Ground : IDisposable
{
    public const string Executable = "/app/Bailey.Probes";

    public static readonly WorkerLayout Layout = new(Built("Probes"), "Bailey.Probes");

    /// <summary>Where the program that attacks wall 1 was built.</summary>
    public static readonly string Escapes = Built("Escapes");

    public Ground()
    {
        Sandboxes = Sandboxes.Open();
        Stage = RuntimeStage.Prepare(Layout);
    }

    public Sandboxes Sandboxes { get; }

    public string Stage { get; }

    public WorkerStart Start(params string[] arguments) => new(Stage, Executable, arguments, new SandboxLimits { WallTime = TimeSpan.FromSeconds(60) });

    /// <summary>Runs the probe program to its end.</summary>
    public async Task<ExitStatus> Run(WorkerStart start)
    {
        using SandboxProcess process = Sandboxes.Spawn(start);
        return await process.Exit;
    }

    public static void SendSecondFilter(Stream channel, SandboxMechanism mechanism = SandboxMechanism.Namespaces)
    {
        byte[] program = StagedFilters.Of(SandboxClass.Worker, mechanism).Stage2();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, program.Length);
        channel.Write(length);
        channel.Write(program);
    }

    private static string Built(string program) =>
        typeof(Ground).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == program).Value!;

    public void Dispose() => Sandboxes.Dispose();
}

[CollectionDefinition(nameof(Ground), DisableParallelization = true)]
public sealed class GroundCollection : ICollectionFixture<Ground>;
