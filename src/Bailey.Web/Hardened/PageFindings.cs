using System.Collections.Concurrent;

namespace Bailey.Web.Hardened;

/// <summary>Passes findings on, each once, and no more than a person reads. Any thread.</summary>
/// <param name="tell">Gets each.</param>
public sealed class PageFindings(Action<PageFinding> tell)
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<PageFinding, bool> _told = new();

    /// <summary>Tells what was not told before.</summary>
    internal void Add(IEnumerable<PageFinding> findings)
    {
        foreach (PageFinding finding in findings)
        {
            if (_told.Count < Most && _told.TryAdd(finding, true))
            {
                tell(finding);
            }
        }
    }

    /// <summary>Tells of a text that does not run.</summary>
    internal void Add(string path, string what, TextFault? fault)
    {
        if (fault is not null)
        {
            Add([PageAnswer.Fault(path, what, fault)]);
        }
    }
}
