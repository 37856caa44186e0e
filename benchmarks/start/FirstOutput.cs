using System.Diagnostics;

namespace Bailey.Start;

/// <summary>Notes when a guest said its first word.</summary>
internal sealed class FirstOutput : IGuestObserver
{
    private readonly TaskCompletionSource<long> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<long> Seen => _seen.Task;

    public void Output(int stream, ReadOnlySpan<byte> bytes) => _seen.TrySetResult(Stopwatch.GetTimestamp());

    public void Refused(GuestRefusal refusal) => Console.Error.WriteLine(refusal.Sentence);

    public void Progress(string text)
    {
    }

    public void Finding(string text) => Console.Error.WriteLine(text);
}
