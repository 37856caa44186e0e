using Bailey.Protocol;

namespace Bailey.Realm.Kernel;

/// <summary>No world: every request is answered by an error.</summary>
internal sealed class NoPorts : IGuestPorts
{
    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => Reply.Failure("ENOSYS", method);

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
    }

    public void Exit(int code)
    {
    }

    public void ReachLimit(string name)
    {
    }

    public void Report(string text)
    {
    }
}
