using System.Security.Cryptography;
using Bailey.Policy;

namespace Bailey.AspNetCore;

/// <summary>
/// A throw-away container of Bailey's own for one view of a host page. It has the headers and attributes of the container that it stands for,
/// an origin that nobody had before, one constant page, and no process.
/// </summary>
/// <remarks>
/// <b>Source:</b> what Chromium 156 and Firefox 153 were seen to let out past each single layer.
/// <para><b>Stops:</b> nothing: it tells where a browser does less than its container's headers ask.</para>
/// <para><b>Does not stop:</b> nor see what it does not try; a browser on another machine than the server has loopback ports of its own and is always clean.</para>
/// </remarks>
internal sealed class ContainerCanary : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // After the last attempt, until what it sent is here.
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(500);

    private readonly CanaryPorts _ports = new();
    private readonly Container _shown;
    private readonly TaskCompletionSource<bool> _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="shown">The container that it stands for.</param>
    /// <param name="headers">The headers of its responses; those of the container, but in tests.</param>
    /// <param name="baseOrigin">Beneath which it lives.</param>
    public ContainerCanary(Container shown, IReadOnlyList<DocumentHeader> headers, string baseOrigin)
    {
        _shown = shown;
        var address = ContainerAddress.Of(ContainerAddress.IdOf(RandomNumberGenerator.GetBytes(ContainerAddress.IdLength)), baseOrigin, baseOrigin);
        (Id, Authority, Origin) = (address.Id, address.Authority, address.Origin);
        Headers = [.. headers.Select(header => header with { Value = header.Value.Replace(shown.Origin, address.Origin, StringComparison.Ordinal) })];
        Result = Judge();
    }

    public string Id { get; }

    public string Authority { get; }

    public string Origin { get; }

    public bool IsHardened => _shown.IsHardened;

    public IReadOnlyList<DocumentHeader> Headers { get; }

    /// <summary>Completes within eleven seconds.</summary>
    public Task<CanaryResult> Result { get; }

    /// <summary>The frame.</summary>
    public string Markup =>
        $"<iframe hidden title=\"self-test\" data-canary=\"/__bailey/canary/{Id}\" src=\"{Origin}/?{_ports.Query.Replace("&", "&amp;", StringComparison.Ordinal)}\" sandbox=\"{_shown.Sandbox}\" allow=\"{_shown.Allow}\"></iframe>";

    /// <summary>The page has tried everything but to navigate away.</summary>
    /// <param name="evaluated">Whether text was evaluated.</param>
    public void Tried(bool evaluated) => _tried.TrySetResult(evaluated);

    public void Dispose() => _ports.Dispose();

    private async Task<CanaryResult> Judge()
    {
        bool evaluated;
        try
        {
            evaluated = await _tried.Task.WaitAsync(Patience) && IsHardened;
        }
        catch (TimeoutException)
        {
            return new CanaryResult(CanaryResult.Untested, []);
        }

        await Task.Delay(Arrival);
        string[] leaks = [.. _ports.Arrived.Keys.Order(StringComparer.Ordinal), .. evaluated ? ["text evaluated in the hardened grade"] : Array.Empty<string>()];
        return new CanaryResult(
            evaluated || _ports.Arrived.Values.Contains(true) ? CanaryResult.None : leaks.Length > 0 ? CanaryResult.Partial : _shown.Grade(),
            leaks);
    }
}
