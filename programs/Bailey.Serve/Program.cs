using System.Text.Json;
using Bailey;
using Bailey.AspNetCore;
using Bailey.Serve;

// bailey-serve: the dashboard of `bailey serve`, which starts it. Ends when its standard input does.
if (ServeArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("bailey-serve is started by bailey serve: bailey-serve SOURCE [--policy FILE] [--grade GRADE] [--port PORT] [--json]");
    return 64;
}

try
{
    await using WebApplication app = Dashboard.Create(arguments.Port ?? LoopbackPort.Free(), Path.GetFileName(Path.TrimEndingDirectorySeparator(arguments.Source)));
    await app.StartAsync();
    BaileyContainers containers = app.Services.GetRequiredService<BaileyContainers>();
    Container container = await containers.OpenAsync(arguments.Source, arguments.Policy, arguments.Grade);
    Console.Out.WriteLine(arguments.Json
        ? JsonSerializer.Serialize(new
        {
            @event = "opened", address = containers.BaseOrigin + "/", origin = container.Origin,
            grade = container.IsHardened ? "hardened" : "declared", sandbox = container.Sandbox, allow = container.Allow, frameSource = container.FrameSource,
        })
        : containers.BaseOrigin + "/");
    _ = Task.Run(async () =>
    {
        // Whoever started this has gone.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        app.Lifetime.StopApplication();
    });
    Task stopped = app.WaitForShutdownAsync();
    if (await Task.WhenAny(stopped, container.Ended) != stopped)
    {
        Console.Error.WriteLine($"bailey: the container ended: {await container.Ended}");
        return 76;
    }

    return 0;
}
catch (BaileyException error)
{
    Console.Error.WriteLine($"bailey: {error.Message}");
    foreach (string finding in error.Findings)
    {
        Console.Error.WriteLine($"bailey:   {finding}");
    }

    return error.Fault switch { BaileyFault.Policy => 65, BaileyFault.Wall => 69, BaileyFault.Start => 66, _ => 70 };
}
catch (IOException error)
{
    Console.Error.WriteLine($"bailey: {error.Message}; name another port with --port");
    return 69;
}
