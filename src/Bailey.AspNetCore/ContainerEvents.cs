namespace Bailey.AspNetCore;

/// <summary>The live list: the last events, and whoever waits for the next. Thread-safe.</summary>
/// <remarks>What was granted and what was refused are kept apart: a page that asks for its own files without end pushes out none of its refusals.</remarks>
public sealed class ContainerEvents
{
    private const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly Queue<Numbered> _granted = new();
    private readonly Queue<Numbered> _refused = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;
    private int _openings;

    /// <summary>The last events, oldest first.</summary>
    public IReadOnlyList<ContainerEvent> Last => [.. Since(0).Events.Select(static one => one.Event)];

    /// <summary>The kept events after a number, oldest first; with what changes when there is more.</summary>
    /// <param name="number">0 for all.</param>
    internal (IReadOnlyList<Numbered> Events, int Openings, Task Next) Since(long number)
    {
        lock (_gate)
        {
            // A number that was not given yet is another process's: that one's list ended with it.
            number = number > _number ? 0 : number;
            return ([.. _granted.Concat(_refused).Where(one => one.Number > number).OrderBy(static one => one.Number)], _openings, _next.Task);
        }
    }

    internal void Add(ContainerEvent happened)
    {
        lock (_gate)
        {
            Queue<Numbered> queue = happened.Granted ? _granted : _refused;
            queue.Enqueue(new Numbered(++_number, happened));
            if (queue.Count > Kept)
            {
                queue.Dequeue();
            }

            Wake();
        }
    }

    /// <summary>A container was opened, or has ended.</summary>
    internal void Opened()
    {
        lock (_gate)
        {
            _openings++;
            Wake();
        }
    }

    private void Wake()
    {
        _next.SetResult();
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <param name="Number">Ascending from 1, without gaps over all containers.</param>
    /// <param name="Event">What happened.</param>
    internal readonly record struct Numbered(long Number, ContainerEvent Event);
}
