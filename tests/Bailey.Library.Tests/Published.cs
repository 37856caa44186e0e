using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bailey.Library.Tests;

/// <summary>The published programs, and one host for all tests of a class.</summary>
public sealed class Published : IAsyncLifetime
{
    public static string Folder { get; } =
        typeof(Published).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(row => row.Key == "PublishFolder").Value!;

    public static string Repository { get; } = Find();

    public BaileyHost Host { get; private set; } = null!;

    public static BaileyHost StartHost()
    {
        string broker = Path.Combine(Folder, "broker", "Bailey.Broker");
        Assert.True(File.Exists(broker), $"{broker} is not there: ./test publishes it first");
        return BaileyHost.Start(new BaileyHostOptions { Broker = broker });
    }

    public Task InitializeAsync()
    {
        Host = StartHost();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
