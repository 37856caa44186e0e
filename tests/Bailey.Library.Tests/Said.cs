using System.Text;

namespace Bailey.Library.Tests;

/// <summary>All that a guest wrote, was refused, and that was said of it, in order.</summary>
internal sealed class Said : IGuestObserver
{
    public StringBuilder Text { get; } = new();

    public void Output(int stream, ReadOnlySpan<byte> bytes) => Text.Append(Encoding.UTF8.GetString(bytes));

    public void Refused(GuestRefusal refusal) => Text.Append(refusal.Sentence);

    public void Progress(string text)
    {
    }

    public void Finding(string text) => Text.Append(text);
}
