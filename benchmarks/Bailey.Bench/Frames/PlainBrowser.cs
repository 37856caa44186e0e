using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Frames;

/// <summary>
/// Chromium with a fresh profile, that opens tabs and closes them. Nothing attaches to a page: tools that drive a browser halt each new
/// process of a frame until they have looked at it, which is no part of what people wait for.
/// </summary>
internal sealed class PlainBrowser : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private int _last;

    private PlainBrowser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Starts it. Its time is its owner's: it ends with <see cref="DisposeAsync"/>.</summary>
    /// <exception cref="WrongResultException">It is not installed, or does not start.</exception>
    public static async Task<PlainBrowser> StartAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new WrongResultException($"{Executable} is not there: the section {FrameSection.Name} needs Debian's chromium");
        }

        string profile = Directory.CreateTempSubdirectory("bailey-bench-").FullName;
        var start = new ProcessStartInfo(Executable) { RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[
            "--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--force-prefers-reduced-motion",
            "--disable-features=HttpsUpgrades,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate",
            .. Environment.UserName == "root" ? (string[])["--no-sandbox"] : [], "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }

        const string announcement = "DevTools listening on ";
        var announced = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(announcement, StringComparison.Ordinal) == true)
            {
                announced.TrySetResult(line.Data[announcement.Length..]);
            }
        };
        process.Exited += (_, _) => announced.TrySetException(new WrongResultException("chromium did not start"));
        process.Start();
        process.BeginErrorReadLine();
        var browser = new PlainBrowser(process, profile);
        try
        {
            await browser._socket.ConnectAsync(new Uri(await announced.Task), CancellationToken.None);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a tab; the result closes it.</summary>
    public async Task<string> OpenAsync(string address) =>
        (string)(await AskAsync("Target.createTarget", new JsonObject { ["url"] = address }))["targetId"]!;

    /// <summary>Closes a tab.</summary>
    public Task CloseAsync(string tab) => AskAsync("Target.closeTarget", new JsonObject { ["targetId"] = tab });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of it still writes: the folder is a temporary one.
        }
    }

    private async Task<JsonNode> AskAsync(string method, JsonObject parameters)
    {
        int id = ++_last;
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }), WebSocketMessageType.Text, true, CancellationToken.None);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            JsonNode answer = JsonNode.Parse(message.ToArray())!;
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new WrongResultException($"chromium refuses {method}: {answer["error"]}");
            }
        }
    }
}
