using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Bailey.Library.Tests.Killing;

/// <summary>One who started something and waits for it, and keeps the number of each refusal that it was answered.</summary>
internal sealed class Client : IGuestObserver
{
    private readonly StringBuilder _line = new();

    /// <param name="subject">What the audit log calls its refusals, before the number.</param>
    /// <param name="start">Starts it.</param>
    public Client(string subject, Func<Client, Task<Guest>> start)
    {
        Subject = subject;
        Outcome = Run(start);
    }

    public string Subject { get; }

    /// <summary>How it ended, or why it did not begin; never faults.</summary>
    public Task<GuestOutcome?> Outcome { get; }

    public Guest? Guest { get; private set; }

    /// <summary>The numbers that it printed: each after an answer.</summary>
    public ConcurrentQueue<int> Answers { get; } = [];

    public void Output(int stream, ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            if (one != '\n')
            {
                _line.Append((char)one);
            }
            else
            {
                if (int.TryParse(_line.ToString(), CultureInfo.InvariantCulture, out int number))
                {
                    Answers.Enqueue(number);
                }

                _line.Clear();
            }
        }
    }

    public async Task Cancel()
    {
        if (Guest is { } guest)
        {
            await guest.CancelAsync();
        }
    }

    private async Task<GuestOutcome?> Run(Func<Client, Task<Guest>> start)
    {
        try
        {
            Guest = await start(this);
        }
        catch (BaileyException)
        {
            return null;
        }

        return await Guest.Completion;
    }
}
