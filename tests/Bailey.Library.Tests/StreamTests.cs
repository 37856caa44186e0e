using System.Text;

namespace Bailey.Library.Tests;

/// <summary>C# streams in a guest.</summary>
public sealed class StreamTests(Published published) : IClassFixture<Published>
{
    private const string Copy = """
        import { source, target } from 'bailey:host';
        import { Readable } from 'node:stream';
        import { pipeline } from 'node:stream/promises';
        export const copy = async () => {
          let count = 0;
          for await (const chunk of source) { count += chunk.length; await target.write(chunk); }
          await target.write('\u00e9nd');
          await target.end();
          return count;
        };
        export const viaNode = async () => {
          await pipeline(Readable.from(source), async (chunks) => { for await (const chunk of chunks) await target.write(chunk); });
        };
        export const one = async () => (await source[Symbol.asyncIterator]().next()).value.length;
        export const flood = () => { for (let i = 0; i < 200; i++) target.write('x'.repeat(60000)); return true; };
        export const odd = () => target.write(7).catch((error) => error.name);
        """;

    [Theory]
    [InlineData("copy", "énd")]
    [InlineData("viaNode", "")]
    public async Task A_guest_reads_a_stream_of_the_host_and_writes_another(string function, string end)
    {
        byte[] bytes = new byte[1_000_003];
        new Random(1).NextBytes(bytes);
        using var target = new MemoryStream();
        await using PlugIn plugIn = await Load(new MemoryStream(bytes), target);
        await plugIn.Value<object?>(function);
        Assert.Equal([.. bytes, .. Encoding.UTF8.GetBytes(end)], target.ToArray());
    }

    [Fact]
    public async Task A_stream_is_read_no_further_than_the_guest_asks()
    {
        var endless = new EndlessStream();
        await using PlugIn plugIn = await Load(endless, Stream.Null);
        Assert.Equal(64 * 1024, await plugIn.Value<int>("one"));
        Assert.Equal(1, endless.Reads);
    }

    [Fact]
    public async Task A_guest_that_writes_without_waiting_keeps_what_the_host_has_not_taken()
    {
        var slow = new HeldStream();
        await using PlugIn plugIn = await Load(Stream.Null, slow);
        Assert.True(await plugIn.Value<bool>("flood"));
        await slow.WrittenAtLeast(1);
        // Time enough for a second, were it sent.
        await Task.Delay(100);
        Assert.Equal(1, slow.Writes);
        slow.Held.SetResult();
        await slow.WrittenAtLeast(200);
    }

    [Fact]
    public async Task A_stream_that_fails_tells_the_guest_no_more_than_that()
    {
        await using PlugIn plugIn = await Load(new FailingStream(), Stream.Null);
        var threw = Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("one"));
        Assert.Equal("source of the host failed", threw.Error.Message);
        Assert.Equal("TypeError", await plugIn.Value<string>("odd"));
        Assert.Equal("/srv/secret is gone", Assert.Single(plugIn.Failures).Error.Message);
    }

    private Task<PlugIn> Load(Stream source, Stream target) => PlugIn.Load(published.Host, Copy, ["source", "target"], options =>
    {
        options.Readable["source"] = source;
        options.Writable["target"] = target;
    });

    private sealed class EndlessStream : MemoryStream
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return new ValueTask<int>(buffer.Length);
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("/srv/secret is gone");
    }

    private sealed class HeldStream : MemoryStream
    {
        public TaskCompletionSource Held { get; } = new();

        public int Writes { get; private set; }

        public async Task WrittenAtLeast(int count)
        {
            while (Writes < count)
            {
                await Task.Delay(10);
            }
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            await Held.Task;
        }
    }
}
