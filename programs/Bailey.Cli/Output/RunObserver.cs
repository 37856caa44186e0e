using System.Text;
using System.Text.Json;

namespace Bailey.Cli.Output;

/// <summary>Shows a run to a person: the guest's output on the streams it was meant for, everything of Bailey's on standard error.</summary>
internal sealed class RunObserver : IGuestObserver, IDisposable
{
    private readonly Stream[] _streams = [Console.OpenStandardOutput(), Console.OpenStandardError()];
    private readonly TerminalFilter?[] _filters =
    [
        Console.IsOutputRedirected ? null : new TerminalFilter(),
        Console.IsErrorRedirected ? null : new TerminalFilter(),
    ];

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public void Output(int stream, ReadOnlySpan<byte> bytes)
    {
        Stream target = _streams[stream - 1];
        if (_filters[stream - 1] is { } filter)
        {
            var shown = new List<byte>(bytes.Length + 16);
            filter.Filter(bytes, shown);
            target.Write(shown.ToArray());
        }
        else
        {
            target.Write(bytes);
        }

        target.Flush();
    }

    public void Refused(GuestRefusal refusal)
    {
        // A loop that is refused a thousand times says so once here; the audit log has every one.
        if (_said.Add(refusal.Sentence))
        {
            Say("bailey: " + refusal.Sentence, ConsoleColor.Yellow);
        }
    }

    public void Progress(string text)
    {
        if (!Console.IsErrorRedirected)
        {
            Say("bailey: " + text, ConsoleColor.DarkGray);
        }
    }

    public void RunsBehindFallback(string mechanism, string lost) => Say($"bailey: {lost}. bailey doctor says what would change that", ConsoleColor.Yellow);

    public void Finding(string text) => Say("bailey: " + text, ConsoleColor.Yellow);

    public void Dispose()
    {
        for (int i = 0; i < _streams.Length; i++)
        {
            var rest = new List<byte>();
            _filters[i]?.Flush(rest);
            _streams[i].Write(rest.ToArray());
            _streams[i].Flush();
        }
    }

    private void Say(string line, ConsoleColor colour)
    {
        // Colours only where a person looks.
        string text = _filters[1] is null ? line : $"\u001b[{(colour == ConsoleColor.Yellow ? 33 : 90)}m{line}\u001b[0m";
        _streams[1].Write(Encoding.UTF8.GetBytes(text + "\n"));
        _streams[1].Flush();
    }
}

/// <summary>Shows a run to a machine: one JSON object a line on standard output.</summary>
internal sealed class JsonObserver : IGuestObserver
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Lock _writing = new();

    public void Output(int stream, ReadOnlySpan<byte> bytes) =>
        Line($$"""{"event":"output","stream":{{stream}},"text":{{Quoted(Encoding.UTF8.GetString(bytes))}}}""");

    public void Refused(GuestRefusal refusal) => Line($$"""{"event":"refused","refusal":{{refusal.Json}}}""");

    public void Progress(string text) => Line($$"""{"event":"progress","text":{{Quoted(text)}}}""");

    public void RunsBehindFallback(string mechanism, string lost) => Line($$"""{"event":"sandbox","mechanism":{{Quoted(mechanism)}},"lost":{{Quoted(lost)}}}""");

    public void Finding(string text) => Line($$"""{"event":"finding","text":{{Quoted(text)}}}""");

    public void Ended(GuestOutcome outcome, int exitCode) =>
        Line($$"""{"event":"ended","outcome":"{{outcome.GetType().Name}}","detail":{{Quoted(outcome switch
        {
            GuestOutcome.LimitReached limit => limit.Name,
            GuestOutcome.Killed killed => killed.Detail,
            GuestOutcome.Failed failed => failed.Reason,
            _ => "",
        })}},"exitCode":{{exitCode}}}""");

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Line(string json)
    {
        lock (_writing)
        {
            _output.Write(Encoding.UTF8.GetBytes(json + "\n"));
            _output.Flush();
        }
    }
}
