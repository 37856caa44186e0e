using System.Globalization;
using System.Text;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Kernel;

namespace Bailey.Worker;

/// <summary>The guest's world over the channel.</summary>
internal sealed class GuestPorts(Channel channel) : IGuestPorts
{
    // A guest that floods waits here, so its memory does not grow; the broker counts the bytes against the policy's limit.
    private const int OutputCredit = 1024 * 1024;

    private readonly object _credit = new();
    private int _outstanding;

    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => channel.Call(method, Encoding.UTF8.GetBytes(json), data);

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) =>
        _ = Complete(channel.CallAsync(method, Encoding.UTF8.GetBytes(json), data.ToArray()), done);

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
        byte[] header = stream == 2 ? """{"stream":2}"""u8.ToArray() : """{"stream":1}"""u8.ToArray();
        while (!bytes.IsEmpty)
        {
            byte[] chunk = bytes[..Math.Min(bytes.Length, 64 * 1024 - 64)].ToArray();
            bytes = bytes[chunk.Length..];
            lock (_credit)
            {
                while (_outstanding > OutputCredit)
                {
                    Monitor.Wait(_credit);
                }

                _outstanding += chunk.Length;
            }

            _ = Return(channel.CallAsync("guest.write", header, chunk), chunk.Length);
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

    private static async Task Complete(Task<Reply> asked, Action<Reply> done)
    {
        try
        {
            done(await asked);
        }
        catch (ProtocolException)
        {
            // The broker is gone, and this process goes with it.
        }
    }

    private async Task Return(Task<Reply> written, int bytes)
    {
        try
        {
            await written;
        }
        catch (ProtocolException)
        {
            // The broker is gone, and this process goes with it.
        }

        lock (_credit)
        {
            _outstanding -= bytes;
            Monitor.Pulse(_credit);
        }
    }
}
