using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Fetching;

/// <summary>One request of a guest that was granted and is not over.</summary>
/// <param name="id">Its number, of this broker's choice.</param>
/// <param name="request">What is asked.</param>
/// <param name="target">Where it goes.</param>
/// <param name="route">The grant that allows it.</param>
internal sealed class GuestFetch(long id, FetchRequest request, FetchTarget target, EgressRoute route)
{
    private int _uploading;
    private int _reading;

    public long Id { get; } = id;

    public string Package { get; } = request.Package;

    public EgressRoute Route { get; } = route;

    /// <summary>Method and origin, as refusals name it.</summary>
    public string Subject { get; } = $"{request.Method} {target.Origin}";

    /// <summary>The same as the tunnel sees it.</summary>
    public string TunnelSubject { get; } = target.IsTls ? $"{EgressRoute.Connect} {target.Origin}" : $"{request.Method} {target.Origin}";

    /// <summary>The fetcher that has been asked, and its answer's head.</summary>
    public Task<(FetcherSession Fetcher, Task<Reply> Head)>? Sent { get; set; }

    /// <summary>What the tunnel said of it, if it refused; already on disk.</summary>
    public Refusal? Refused { get; set; }

    /// <summary>The status of its answer; 0 before.</summary>
    public int Status { get; set; }

    /// <summary>Bytes of the request's body.</summary>
    public long Uploaded { get; set; }

    /// <summary>Bytes of the answer's body, its coding taken off.</summary>
    public long Received { get; set; }

    /// <summary>Does one thing at a time in each direction. A worker that asks for two at once is no realm any more.</summary>
    /// <exception cref="InvalidDataException">It does already.</exception>
    public async Task<Reply> Alone(bool isUpload, Func<Task<Reply>> work)
    {
        ref int busy = ref Busy(isUpload);
        if (Interlocked.Exchange(ref busy, 1) != 0)
        {
            throw new InvalidDataException("two at once");
        }

        try
        {
            return await work();
        }
        finally
        {
            Busy(isUpload) = 0;
        }
    }

    private ref int Busy(bool isUpload) => ref isUpload ? ref _uploading : ref _reading;
}
