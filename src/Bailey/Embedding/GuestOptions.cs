namespace Bailey;

/// <summary>
/// What a host hands in to one guest. The guest imports it from <c>bailey:host</c>, as far as <c>host</c> in its bailey.json names it; what is
/// not named there is refused. Read once, at the start.
/// </summary>
public sealed class GuestOptions
{
    /// <summary>
    /// Functions by the name the guest imports: any delegate. Arguments are converted by System.Text.Json (see docs/library.md); a
    /// <see cref="CancellationToken"/> parameter is filled in and ends with the guest; a task is awaited. Calls of one guest begin in the
    /// guest's order, on the thread pool, and then run side by side.
    /// </summary>
    public IDictionary<string, Delegate> Functions { get; } = new Dictionary<string, Delegate>(StringComparer.Ordinal);

    /// <summary>Streams the guest reads, as async iterables of bytes. The caller owns them; nobody else may read them meanwhile.</summary>
    public IDictionary<string, Stream> Readable { get; } = new Dictionary<string, Stream>(StringComparer.Ordinal);

    /// <summary>Streams the guest writes. The caller owns them; a guest's <c>end()</c> flushes and does not close.</summary>
    public IDictionary<string, Stream> Writable { get; } = new Dictionary<string, Stream>(StringComparer.Ordinal);

    /// <summary>Told what the guest says and is refused; null to drop it.</summary>
    public IGuestObserver? Observer { get; set; }

    /// <summary>
    /// How long a guest may take to answer that a call was cancelled. One that does not take its turn in this time (<c>for (;;) {}</c>) is
    /// ended. Default: one second.
    /// </summary>
    public TimeSpan CancellationGrace { get; set; } = TimeSpan.FromSeconds(1);
}
