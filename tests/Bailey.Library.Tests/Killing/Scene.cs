namespace Bailey.Library.Tests.Killing;

/// <summary>
/// A broker with one of everything: two guests and their compile workers, a native program with a tunnel, one with children and no network,
/// a web host. All of them are starting when this returns.
/// </summary>
internal sealed class Scene
{
    private const string Program = """
        const fs = require('fs');
        let n = 0;
        const next = () => { try { fs.readFileSync('/refused/' + n); } catch { console.log(n++); } setTimeout(next, 2); };
        next();
        """;

    private const string Asking = """
        import base64, os, socket, time
        secret = base64.b64encode(os.environ['HTTP_PROXY'][7:].split('@')[0].encode()).decode()
        n = 0
        while True:
            with socket.create_connection(('127.0.0.1', 3128)) as s:
                s.sendall(f'GET http://n{n}.example/ HTTP/1.1\r\nHost: n{n}.example\r\nProxy-Authorization: Basic {secret}\r\n\r\n'.encode())
                if b' 403 ' in s.recv(4096):
                    print(n, flush=True)
                    n += 1
            time.sleep(0.002)
        """;

    private readonly Task _container;

    /// <param name="host">The broker.</param>
    /// <param name="folder">Of the programs.</param>
    /// <param name="round">Makes programs that no broker has compiled before.</param>
    public Scene(BaileyHost host, string folder, int round)
    {
        Clients =
        [
            Guest(host, Path.Combine(folder, $"first-{round}")),
            Guest(host, Path.Combine(folder, $"second-{round}")),
            Native(host, folder, "GET http://n", """ ,"egress":[{"origin":"https://good.example","methods":["CONNECT"]}] """, "/usr/bin/python3", "-c", Asking),
            Native(host, folder, "", """ ,"children":4 """, "/bin/sh", "-c", "sleep 1000 & setsid sleep 1000 & wait"),
        ];
        _container = Show(host, folder);
    }

    public IReadOnlyList<Client> Clients { get; }

    /// <summary>Done when everybody who asks has had an answer.</summary>
    public async Task Answered()
    {
        while (Clients.Any(static client => client.Subject.Length > 0 && client.Answers.IsEmpty))
        {
            await Task.Delay(10);
        }
    }

    /// <summary>Ends what is still there. Done when every client has its outcome.</summary>
    public async Task End()
    {
        foreach (Client client in Clients)
        {
            // What is still starting is ended by the same call, once it has a number.
            while (!client.Outcome.IsCompleted)
            {
                await client.Cancel();
                await Task.WhenAny(client.Outcome, Task.Delay(20));
            }
        }

        await _container;
    }

    private static Client Guest(BaileyHost host, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "index.js"), $"// {folder}\n{Program}");
        File.WriteAllText(Path.Combine(folder, "policy.json"), """{"resources":{}}""");
        File.WriteAllText(Path.Combine(folder, "bailey.json"), """{"bailey":1,"entry":"index.js"}""");
        return new Client("/refused/", client => host.StartAsync(GuestProgram.FromFolder(folder), new GuestOptions { Observer = client }));
    }

    private static Client Native(BaileyHost host, string folder, string subject, string policy, string program, params string[] arguments) => new(
        subject,
        client => host.ExecAsync(new NativeProgram { Program = program, Arguments = arguments, PolicyFolder = folder, Bailey = $$"""{"bailey":1{{policy}}}""" }, client));

    private static async Task Show(BaileyHost host, string folder)
    {
        try
        {
            Container container = await host.OpenAsync(new ContainerRequest
            {
                Source = Path.Combine(folder, "page"), BaseOrigin = "http://localhost:1", HostOrigins = ["http://localhost:1"],
            });
            await container.DisposeAsync();
            await container.Ended;
        }
        catch (BaileyException)
        {
            // It, or its broker, was killed.
        }
    }
}
