using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Bailey.Broker.Audit;
using Bailey.Broker.Sessions;
using Bailey.Broker.Workers;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Web;

/// <summary>The open containers of one host. Disposing ends them all.</summary>
/// <param name="options">Where the programs and the state are.</param>
/// <param name="workers">Gives compile workers.</param>
/// <param name="cache">Of compiled texts.</param>
/// <param name="audit">Gets every decision.</param>
/// <param name="host">The host's channel.</param>
internal sealed class ContainerSessions(BrokerOptions options, WorkerPool workers, CodeCache cache, AuditLog audit, Func<Channel> host) : IDisposable
{
    private readonly ConcurrentDictionary<int, ContainerSession> _open = new();
    private readonly Lazy<Task<WebHostStarter>> _starter = new(() => Task.Run(() => WebHostStarter.Open(options.WebHostFolder)));
    private readonly ContainerIds _ids = new(options.StateFolder);
    private readonly Lazy<string> _compilerVersion = new(() => CompilerVersion(options.WorkerFolder));

    /// <summary>Opens a container and answers when it can be shown.</summary>
    public async Task Open(Request request)
    {
        int number = Number(request.Message);
        ContainerSession? session = null;
        try
        {
            ContainerRequest wanted = ContainerRequest.Read(request.Message.Json);
            PolicyReading<BaileyPolicy> policy = wanted.ReadPolicy();
            if (policy.Policy is null)
            {
                request.Answer(new Reply(true, SessionJson.PolicyFailure(policy.Findings), default));
                return;
            }

            session = ContainerSession.Prepare(number, wanted, policy.Policy, _ids, audit, Compiler, (method, json) => host().Notify(method, json));
            _open[number] = session;
            request.Answer(await session.Start(await _starter.Value, detail => Ended(number, detail)));
        }
        catch (WallUnavailableException error)
        {
            Close(number);
            request.Answer(Reply.Failure("wall", error.Message));
        }
#pragma warning disable CA1031 // Whatever fails in one opening, the other containers go on and the host is told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Close(number);
            request.Answer(Reply.Failure("start", GuestText.ForTerminal(error.Message, 2000)));
        }
    }

    /// <summary>Ends a container.</summary>
    public void Close(Message message) => Close(Number(message));

    /// <summary>Records what the front refused.</summary>
    public void Refused(Message message)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        JsonElement root = json.RootElement;
        string Text(string name) => root.GetProperty(name).GetString()!;
        try
        {
            audit.Said(Number(message), ContainerJson.Refused(Text("kind"), Text("subject"), Text("grant")));
        }
        catch (IOException error)
        {
            // A page that cannot be recorded is not shown on; the others are.
            Ended(Number(message), error.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (int number in _open.Keys)
        {
            Close(number);
        }

        if (_starter is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            _starter.Value.Result.Dispose();
        }
    }

    private PageCompiler Compiler(string id, bool isFresh) =>
        new(() => workers.Take(WorkerKind.Compiler), isFresh ? null : cache, id, _compilerVersion.Value);

    // The compiler's text is a resource of this assembly.
    private static string CompilerVersion(string workerFolder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(workerFolder, "Bailey.Realm.dll"))))[..16];

    private void Close(int number)
    {
        if (_open.TryRemove(number, out ContainerSession? session))
        {
            session.Dispose();
        }
    }

    private void Ended(int number, string detail)
    {
        if (_open.TryRemove(number, out ContainerSession? session))
        {
            session.Dispose();
            host().Notify("web.ended", ContainerJson.Ended(number, detail));
        }
    }

    private static int Number(Message message)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty("container").GetInt32();
    }
}
