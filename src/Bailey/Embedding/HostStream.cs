using System.Text;
using System.Text.Json;

namespace Bailey;

/// <summary>A stream of the host. One operation at a time.</summary>
#pragma warning disable CA1001 // A semaphore nobody took a wait handle of has nothing to dispose of.
internal abstract class HostStream(string name) : HostTarget(name)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1);

    public override async Task<object?> Invoke(HostCall call, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Use(call, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected abstract Task<object?> Use(HostCall call, CancellationToken cancellation);
}

/// <summary>A stream the guest reads. One chunk an answer, none at the end: the guest's asking is the credit.</summary>
internal sealed class HostReadable(string name, Stream stream) : HostStream(name)
{
    private const int ChunkBytes = 64 * 1024;

    public override string Kind => "readable";

    protected override async Task<object?> Use(HostCall call, CancellationToken cancellation)
    {
        if (call.Kind != "read")
        {
            throw Misused();
        }

        byte[] chunk = new byte[ChunkBytes];
        int count = await stream.ReadAsync(chunk, cancellation);
        return (ReadOnlyMemory<byte>)chunk.AsMemory(0, count);
    }
}

/// <summary>A stream the guest writes. The answer to a chunk is the credit for the next.</summary>
internal sealed class HostWritable(string name, Stream stream) : HostStream(name)
{
    public override string Kind => "writable";

    protected override async Task<object?> Use(HostCall call, CancellationToken cancellation)
    {
        switch (call.Kind)
        {
            case "flush":
                await stream.FlushAsync(cancellation);
                return null;
            case "write" when call.Arguments.GetArrayLength() == 1:
                object chunk = call.Argument(0, call.Arguments[0].ValueKind == JsonValueKind.String ? typeof(string) : typeof(byte[]))!;
                await stream.WriteAsync(chunk as byte[] ?? Encoding.UTF8.GetBytes((string)chunk), cancellation);
                return null;
            default:
                throw Misused();
        }
    }
}
