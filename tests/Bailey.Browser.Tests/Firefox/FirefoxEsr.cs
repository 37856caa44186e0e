using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bailey.Browser.Tests.Firefox;

/// <summary>
/// Debian's Firefox ESR, headless, as it comes, over WebDriver BiDi: the few commands that the tests need. Playwright drives only a Firefox of its own.
/// </summary>
public sealed partial class FirefoxEsr : IAsyncLifetime, IDisposable
{
    private const string Program = "/usr/bin/firefox-esr";

    // It looks for updates and fetches lists of its own accord; nothing of that has to do with pages.
    private static readonly string[] Preferences =
    [
        "app.update.enabled|false", "app.normandy.enabled|false", "datareporting.policy.dataSubmissionEnabled|false", "toolkit.telemetry.server|\"\"",
        "browser.safebrowsing.downloads.remote.enabled|false", "network.captive-portal-service.enabled|false", "network.connectivity-service.enabled|false",
        "services.settings.server|\"data:,\"", "extensions.update.enabled|false", "browser.region.network.url|\"\"", "media.gmp-manager.url|\"\"",
    ];

    private readonly string _profile = Directory.CreateTempSubdirectory("bailey-firefox-").FullName;
    private readonly ClientWebSocket _socket = new();
    private Process? _process;
    private int _id;

    [GeneratedRegex("WebDriver BiDi listening on (?<address>ws://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening { get; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Program), $"{Program} is not there: ./test installs Debian's firefox-esr");
        await File.WriteAllLinesAsync(Path.Combine(_profile, "user.js"), Preferences.Select(static row => row.Split('|')).Select(static row => $"user_pref(\"{row[0]}\", {row[1]});"));
        var start = new ProcessStartInfo(Program, ["--headless", "--no-remote", "--profile", _profile, "--remote-debugging-port", "0"]) { RedirectStandardError = true, UseShellExecute = false };
        // As root with another user's home, Firefox refuses to start.
        start.Environment["HOME"] = _profile;
        _process = Process.Start(start)!;
        string? address = null;
        while (address is null && await _process.StandardError.ReadLineAsync() is { } line)
        {
            address = Listening.Match(line) is { Success: true } match ? match.Groups["address"].Value : null;
        }

        _ = _process.StandardError.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri((address ?? throw new InvalidOperationException("Firefox did not start")) + "/session"), CancellationToken.None);
        await Command("session.new", new { capabilities = new { } });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        await (_process?.WaitForExitAsync() ?? Task.CompletedTask);
        Directory.Delete(_profile, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _process?.Dispose();
    }

    /// <summary>Opens a page in a new tab and waits until it has loaded.</summary>
    /// <returns>The tab's context.</returns>
    public async Task<string> OpenAsync(string address)
    {
        JsonNode tab = await Command("browsingContext.create", new { type = "tab" });
        string context = tab["context"]!.GetValue<string>();
        await Command("browsingContext.navigate", new { context, url = address, wait = "complete" });
        return context;
    }

    /// <summary>Closes a tab.</summary>
    public Task CloseAsync(string context) => Command("browsingContext.close", new { context });

    /// <summary>The context of the tab's first frame that shows an origin; waits for it.</summary>
    public async Task<string> FrameAsync(string context, string origin)
    {
        for (int attempt = 0; attempt < 150; attempt++)
        {
            JsonNode tree = await Command("browsingContext.getTree", new { root = context });
            foreach (JsonNode? child in tree["contexts"]![0]!["children"]!.AsArray())
            {
                if (child!["url"]!.GetValue<string>().StartsWith(origin, StringComparison.Ordinal))
                {
                    return child["context"]!.GetValue<string>();
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"no frame shows {origin}");
    }

    /// <summary>The value of an expression in a document; promises are awaited. Text, or null.</summary>
    public async Task<string?> EvaluateAsync(string context, string expression)
    {
        JsonNode answer = await Command("script.evaluate", new { expression = $"Promise.resolve({expression}).then(String)", target = new { context }, awaitPromise = true, userActivation = true });
        return answer["type"]!.GetValue<string>() == "success"
            ? answer["result"]!["value"]!.GetValue<string>()
            : throw new InvalidOperationException(answer["exceptionDetails"]!["text"]!.GetValue<string>());
    }

    /// <summary>Asks for an expression until it has a value.</summary>
    public async Task ExpectAsync(string context, string expression, string value)
    {
        string? last = null;
        for (int attempt = 0; attempt < 150; attempt++)
        {
            try
            {
                last = await EvaluateAsync(context, expression);
            }
            catch (InvalidOperationException error)
            {
                // The document is about to be another one.
                last = error.Message;
            }

            if (last == value)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"{expression} is {last}, not {value}");
    }

    private async Task<JsonNode> Command(string method, object parameters)
    {
        int id = ++_id;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, true, timeout.Token);
        while (true)
        {
            JsonNode message = await Receive(timeout.Token);
            // Events come between; nobody subscribed to any.
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["type"]!.GetValue<string>() == "success" ? message["result"]! : throw new InvalidOperationException($"{method}: {message["message"]}");
            }
        }
    }

    private async Task<JsonNode> Receive(CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            text.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!;
    }
}
