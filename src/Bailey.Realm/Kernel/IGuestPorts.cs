using Bailey.Protocol;

namespace Bailey.Realm.Kernel;

/// <summary>What the realm reaches of the world: the worker implements it over its channel to the broker.</summary>
public interface IGuestPorts
{
    /// <summary>Asks the broker and waits. Engine thread.</summary>
    Reply Call(string method, string json, ReadOnlySpan<byte> data);

    /// <summary>Asks the broker; <paramref name="done"/> is called on any thread.</summary>
    void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done);

    /// <summary>Standard output (1) or error (2). May wait for credit.</summary>
    void Write(int stream, ReadOnlySpan<byte> bytes);

    /// <summary>The guest is done with this exit code. Does not return.</summary>
    void Exit(int code);

    /// <summary>The guest reached a limit that the worker counts, named as in bailey.json. Does not return.</summary>
    void ReachLimit(string name);

    /// <summary>Something for the operator's log; never shown to the guest.</summary>
    void Report(string text);
}
