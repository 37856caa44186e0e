using System.Globalization;
using System.Text;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Kernel;

namespace Bailey.Worker;

/// <summary>The guest's world over the channel. The engine's thread only.</summary>
internal sealed class GuestPorts(Channel channel) : IGuestPorts
{
    // A guest that floods waits here, so its memory does not grow; the broker counts the bytes against the policy's limit.
    private const int OutputCredit = 1024 * 1024;

    private int _outstanding;

    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => channel.Call(method, Encoding.UTF8.GetBytes(json), data);

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) =>
        channel.Begin(method, Encoding.UTF8.GetBytes(json), data, done);

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> header = stream == 2 ? """{"stream":2}"""u8 : """{"stream":1}"""u8;
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, 64 * 1024 - 64);
            while (_outstanding > OutputCredit)
            {
                channel.Pump(-1);
            }

            _outstanding += count;
            channel.Begin("guest.write", header, bytes[..count], _ => _outstanding -= count);
            bytes = bytes[count..];
        }
    }

    public void Exit(int code)
    {
        // Everything written before is in the socket already; the broker reads it in order.
        channel.Notify("guest.exit", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"code":{{code}}}""")));
        LibC._exit(code & 0xFF);
    }

    public void ReachLimit(string name)
    {
        channel.Notify("guest.limit", Encoding.ASCII.GetBytes($$"""{"name":"{{name}}"}"""));
        LibC._exit(1);
    }

    public void Report(string text) => channel.Notify("worker.report", Encoding.UTF8.GetBytes($$"""{"text":"{{System.Text.Json.JsonEncodedText.Encode(text)}}"}"""));
}
