using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>Something that was sent inside the network.</summary>
/// <param name="Kind"><c>name</c>, <c>connect</c>, <c>bytes</c> or <c>datagram</c>.</param>
/// <param name="To">An address, or the name that was asked for.</param>
/// <param name="Port">0 for a name.</param>
internal sealed record Sighting(string Kind, string To, int Port);

/// <summary>
/// A network namespace with nothing in it but tests/Bailey.Network, which plays everybody a page could reach and records every packet.
/// Packets leave it for nowhere. Its mount namespace differs from the machine's by <c>/etc/resolv.conf</c> alone.
/// </summary>
internal sealed class TestNetwork : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Bailey.Network.dll");
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly Process _inside;
    private readonly List<Sighting> _sightings = [];
    // Never on the thread that reads the lines, which disposing waits for.
    private readonly TaskCompletionSource<int> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<uint> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes it.</summary>
    /// <param name="folder">Exists, and is the caller's: gets the network's own files; <c>pages</c> beneath it is served bare.</param>
    public TestNetwork(string folder)
    {
        string hosts = Path.Combine(folder, "hosts");
        File.WriteAllLines(hosts, Targets.Hosts);
        // As an ordinary user: in a user namespace that knows this one user, so that what joins it later has no privileges.
        string[] names = IsRoot ? ["--net", "--mount"] : ["--map-current-user", "--keep-caps", "--net", "--mount"];
        _inside = Process.Start(new ProcessStartInfo("unshare", [.. names, "dotnet", Program, Path.Combine(folder, "pages"), hosts])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _inside.OutputDataReceived += (_, line) => Take(line.Data);
        _inside.BeginOutputReadLine();
    }

    /// <summary>The loopback port of the pages as any web server serves them.</summary>
    public async Task<int> BarePortAsync()
    {
        try
        {
            return await _ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException error)
        {
            _inside.Kill();
            throw new InvalidOperationException($"no network namespace could be made: {await _inside.StandardError.ReadToEndAsync()}", error);
        }
    }

    /// <summary>What was sent until now.</summary>
    public IReadOnlyList<Sighting> Sightings
    {
        get
        {
            lock (_sightings)
            {
                return [.. _sightings];
            }
        }
    }

    /// <summary>The beginning of a command line that runs a program inside. Its process is the program's own.</summary>
    public string[] Enter => ["nsenter", "--target", $"{_inside.Id}", .. IsRoot ? [] : (string[])["--user", "--preserve-credentials"], "--net", "--mount", "--"];

    /// <summary>Ends the recording.</summary>
    /// <returns>How many packets the recorder could not see; with any, the absence of a sighting proves nothing.</returns>
    public Task<uint> EndAsync()
    {
        _inside.StandardInput.Close();
        return _end.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose()
    {
        _inside.Kill();
        _inside.WaitForExit();
        _inside.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        JsonElement said = JsonDocument.Parse(line).RootElement;
        switch (said.GetProperty("kind").GetString())
        {
            case "ready":
                _ready.SetResult(said.GetProperty("port").GetInt32());
                break;
            case "end":
                _end.SetResult(said.GetProperty("lost").GetUInt32());
                break;
            case { } kind:
                lock (_sightings)
                {
                    _sightings.Add(new Sighting(kind, said.GetProperty("to").GetString()!, said.GetProperty("port").GetInt32()));
                }

                break;
        }
    }
}
