using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey;

/// <summary>
/// Runs guests. One host has one broker, a process of its own that alone starts sandboxed processes; when the host ends, in whatever
/// way, the broker and every guest end. Thread-safe.
/// </summary>
public sealed class BaileyHost : IAsyncDisposable
{
    private readonly Func<Task> _brokerEnded;
    private readonly Channel _channel;
    private readonly BrokerEvents _events = new();
    private int _lastGuest;

    /// <summary>Speaks to a broker that was started elsewhere.</summary>
    /// <param name="broker">Its other end; owned from here on.</param>
    /// <param name="brokerEnded">Waits for its end, once the stream is closed.</param>
    internal BaileyHost(Stream broker, Func<Task> brokerEnded)
    {
        _brokerEnded = brokerEnded;
        _channel = new Channel(broker, _events);
        _channel.Start();
    }

    /// <summary>Starts a broker.</summary>
    /// <exception cref="BaileyException">The broker is missing or cannot be started.</exception>
    public static BaileyHost Start(BaileyHostOptions? options = null)
    {
        // (1) The broker is a process of its own.
        string broker = (options ?? new BaileyHostOptions()).FindBroker();
        var start = new ProcessStartInfo(broker) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            Process process = Process.Start(start)!;
            return new BaileyHost(new DuplexStream(process.StandardOutput.BaseStream, process.StandardInput.BaseStream), async () =>
            {
                await process.WaitForExitAsync();
                process.Dispose();
            });
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            throw new BaileyException(BaileyFault.Broker, $"{broker} could not be started: {error.Message}");
        }
    }

    /// <summary>Starts a guest that ends when its program has nothing left to do, as a program of Node does.</summary>
    /// <param name="program">What to run.</param>
    /// <param name="options">What the host hands in; null: nothing.</param>
    /// <param name="cancellation">Ends the guest, also after this method has returned.</param>
    /// <returns>The running guest, which the caller disposes.</returns>
    /// <exception cref="BaileyException">Nothing was started.</exception>
    /// <exception cref="ArgumentException">Two things are handed in under one name.</exception>
    public Task<Guest> StartAsync(GuestProgram program, GuestOptions? options = null, CancellationToken cancellation = default) =>
        Start(program, options ?? new GuestOptions(), stays: false, cancellation);

    /// <summary>Loads a plug-in: a guest that waits for calls of its exported functions until it is disposed or ends itself.</summary>
    /// <param name="program">What to load; its entry module exports the functions.</param>
    /// <param name="options">What the host hands in; null: nothing.</param>
    /// <param name="cancellation">Ends the guest, also after this method has returned.</param>
    /// <returns>The guest, which the caller disposes. Its entry may still be running: calls wait for it.</returns>
    /// <exception cref="BaileyException">Nothing was started.</exception>
    /// <exception cref="ArgumentException">Two things are handed in under one name.</exception>
    public Task<Guest> LoadAsync(GuestProgram program, GuestOptions? options = null, CancellationToken cancellation = default) =>
        Start(program, options ?? new GuestOptions(), stays: true, cancellation);

    /// <summary>Analyses a program without running anything.</summary>
    /// <param name="folder">Absolute host folder of the program.</param>
    /// <param name="entry">The module that would run first, relative to it.</param>
    /// <returns>The compile worker's answer as JSON: <c>{policy, needs, findings}</c>.</returns>
    /// <exception cref="BaileyException">It could not be analysed.</exception>
    public async Task<string> AnalyseAsync(string folder, string entry) =>
        (await Ask("policy.init", HostJson.Start(Interlocked.Increment(ref _lastGuest), new GuestProgram { Folder = folder, Entry = entry }))).JsonText;

    /// <summary>Finds out by doing which walls stand on this machine.</summary>
    /// <returns>JSON: <c>{stands, guests, programs, findings: [{clause, status, reason, lost, advice}], clauses: [{clause, level, by, limits}], identity: [{surface, guest, program, by, leak, reason}]}</c>.</returns>
    public async Task<string> ExamineAsync() => (await Ask("wall.examine", "{}"u8.ToArray())).JsonText;

    /// <summary>
    /// Keeps guest workers warm: started, locked down, never used, each for one guest. Taken ones are replaced in the background; after
    /// ten minutes without a guest they are ended, and come back with the next one.
    /// </summary>
    /// <param name="count">How many, 0 to 64. Each holds some 60 MB resident, about half of it shared with the others.</param>
    /// <param name="dynamicCode">Whether they are for programs whose policy allows dynamicCode.</param>
    /// <returns>When all of them are warm: what their processes hold resident, in bytes, the compile worker's and shared pages included.</returns>
    /// <exception cref="BaileyException">No sandbox stands here.</exception>
    public Task<long> KeepWarmAsync(int count, bool dynamicCode = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        return Keep(Encoding.ASCII.GetBytes($$"""{"count":{{count}},"jit":{{(dynamicCode ? "true" : "false")}}}"""));
    }

    /// <summary>
    /// Keeps guest workers warm for one program: they have its policy and its modules already, and none of its code has run. A guest
    /// gets one if nothing has changed since: policies, arguments, variables that are granted, every file of the program, the names of
    /// what it is handed. Call again after a change: that takes the place of the call before for the same folders, entry, arguments and
    /// names handed in.
    /// </summary>
    /// <param name="program">What will be started.</param>
    /// <param name="count">How many, 0 to 64. Each holds some 60 MB resident, about half of it shared with the others.</param>
    /// <param name="options">As for the starts that follow; of what is handed in, only names and kinds count.</param>
    /// <param name="plugIn">Whether it will be loaded (<see cref="LoadAsync"/>) and not run.</param>
    /// <returns>When all of them are warm: what waiting processes hold resident, in bytes, shared pages included.</returns>
    /// <exception cref="BaileyException">No sandbox stands here, or the program cannot be started.</exception>
    public Task<long> KeepWarmAsync(GuestProgram program, int count, GuestOptions? options = null, bool plugIn = false)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        var calls = new GuestCalls(_channel, 0, options ?? new GuestOptions(), static () => Task.CompletedTask);
        return Keep(HostJson.Start(0, program, calls, plugIn, count));
    }

    private async Task<long> Keep(byte[] wanted)
    {
        Reply reply = await Ask("workers.keep", wanted);
        using JsonDocument json = JsonDocument.Parse(reply.Json);
        return json.RootElement.GetProperty("bytes").GetInt64();
    }

    /// <summary>Ends every guest and the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _brokerEnded();
    }

    /// <summary>Starts a native program. It has no host functions; its end, output and refusals come as a guest's do.</summary>
    /// <param name="program">What to run, and the policy.</param>
    /// <param name="observer">Hears output and refusals; null for nobody.</param>
    /// <param name="cancellation">Ends the program, also after this method has returned.</param>
    /// <returns>The running program, which the caller disposes.</returns>
    /// <exception cref="BaileyException">Nothing was started.</exception>
    internal Task<Guest> ExecAsync(NativeProgram program, IGuestObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Start(new GuestOptions { Observer = observer }, guest => ("program.start", HostJson.Exec(guest.Number, program)), cancellation);
    }

    private Task<Guest> Start(GuestProgram program, GuestOptions options, bool stays, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(program);
        // (3) The broker compiles the policies; (4) both workers have been started when it answers.
        return Start(options, guest => ("guest.start", HostJson.Start(guest.Number, program, guest.Calls, stays)), cancellation);
    }

    private async Task<Guest> Start(GuestOptions options, Func<Guest, (string Method, byte[] Json)> start, CancellationToken cancellation)
    {
        // The number is chosen here, so that the guest's first event finds it.
        var guest = new Guest(_channel, Interlocked.Increment(ref _lastGuest), options);
        _events.Add(guest);
        try
        {
            (string method, byte[] json) = start(guest);
            guest.Calls.Functions.Start(HostJson.Granted(await Ask(method, json)));
        }
        catch (BaileyException)
        {
            _events.Remove(guest);
            throw;
        }

        if (cancellation.CanBeCanceled)
        {
            CancellationTokenRegistration registration = cancellation.Register(() => _ = guest.CancelAsync());
            _ = guest.Completion.ContinueWith(_ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return guest;
    }

    /// <summary>Opens a container: compiles its policy, starts its web host, and returns when it can be shown.</summary>
    /// <param name="request">What to open, and where.</param>
    /// <returns>The open container, which the caller disposes.</returns>
    /// <exception cref="BaileyException">Nothing was opened.</exception>
    public async Task<Container> OpenAsync(ContainerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int number = Interlocked.Increment(ref _lastGuest);
        var container = new Container(_channel, number, _events.Remove);
        _events.Add(container);
        try
        {
            return container.Opened(await Ask("web.open", HostJson.Open(number, request)));
        }
        catch (BaileyException)
        {
            _events.Remove(container);
            throw;
        }
    }

    private async Task<Reply> Ask(string method, byte[] json)
    {
        Reply reply;
        try
        {
            reply = await _channel.CallAsync(method, json);
        }
        catch (ProtocolException error)
        {
            throw new BaileyException(BaileyFault.Broker, $"the broker ended: {error.Message}");
        }

        return reply.IsError ? throw HostJson.Error(reply) : reply;
    }
}
