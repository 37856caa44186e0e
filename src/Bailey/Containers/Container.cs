using System.Text;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey;

/// <summary>One open container. Disposing ends its web host; its origin then answers nothing but refusals. Thread-safe.</summary>
public sealed class Container : IAsyncDisposable
{
    private readonly Channel _broker;
    private readonly Action<Container> _remove;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Before it is open, so that its end finds it whenever it comes.
    internal Container(Channel broker, int number, Action<Container> remove)
    {
        _broker = broker;
        _remove = remove;
        Number = number;
    }

    /// <summary>Takes the answer that it is open.</summary>
    internal Container Opened(Reply opened)
    {
        using JsonDocument json = JsonDocument.Parse(opened.Json);
        JsonElement root = json.RootElement;
        string Text(string name) => root.GetProperty(name).GetString()!;
        Id = Text("id");
        Origin = Text("origin");
        Authority = Text("authority");
        IsHardened = Text("grade") == "hardened";
        Sandbox = Text("sandbox");
        Allow = Text("allow");
        FrameSource = Text("frameSource");
        Socket = Text("socket");
        Headers =
        [
            .. root.GetProperty("headers").EnumerateArray().Select(static header => new DocumentHeader(
                header.GetProperty("name").GetString()!, header.GetProperty("value").GetString()!, header.GetProperty("reason").GetString()!)),
        ];
        return this;
    }

    /// <summary>Twenty characters of <c>a-z2-7</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its origin; the iframe's <c>src</c> is this and a path.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>What a request's Host is, in lower case.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>Whether its scripts run in the realm.</summary>
    public bool IsHardened { get; private set; }

    /// <summary>The iframe's <c>sandbox</c> attribute, exactly.</summary>
    public string Sandbox { get; private set; } = "";

    /// <summary>The iframe's <c>allow</c> attribute; empty for none.</summary>
    public string Allow { get; private set; } = "";

    /// <summary>What the <c>frame-src</c> of the page that shows it lists, and nothing wider.</summary>
    public string FrameSource { get; private set; } = "";

    /// <summary>The headers of every response of its origin.</summary>
    public IReadOnlyList<DocumentHeader> Headers { get; private set; } = [];

    /// <summary>Path of the unix socket on which its web host answers; only this user can connect.</summary>
    public string Socket { get; private set; } = "";

    /// <summary>Completes when its web host has ended, with what is known of it; printable. Never faults.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Called with each remark of its server on its pages, on the channel's thread: it must not wait. Null for nobody.</summary>
    public Action<ContainerFinding>? Found { get; set; }

    internal int Number { get; }

    /// <summary>Puts a refusal of wall 2 into the audit log. Does not wait.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="subject">Whatever the page claims; any text.</param>
    /// <param name="grant">The line of the policy that would allow it.</param>
    public void Record(string kind, string subject, string grant)
    {
        static JsonEncodedText Json(string text) => JsonEncodedText.Encode(text);
        _broker.Notify("web.refused", Encoding.UTF8.GetBytes(
            $$"""{"container":{{Number}},"kind":"{{Json(kind)}}","subject":"{{Json(subject)}}","grant":"{{Json(grant)}}"}"""));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _remove(this);
        try
        {
            await _broker.CallAsync("web.close", Encoding.ASCII.GetBytes($$"""{"container":{{Number}}}"""));
        }
        catch (ProtocolException)
        {
            // The broker is gone, and the web host with it.
        }

        End("closed");
    }

    internal void Find(ContainerFinding finding) => Found?.Invoke(finding);

    internal void End(string detail) => _ended.TrySetResult(detail);
}
