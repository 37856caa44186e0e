using System.Buffers;
using System.Net.Sockets;

namespace Bailey.Tunnel.Relaying;

/// <summary>Carries bytes between two connections until both have ended, or nothing moves for too long. Counts them.</summary>
internal sealed class Relay : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private const int Piece = 64 * 1024;
    private const int Much = Piece / 4;
    private const int ToWaitWith = 4096;

    private readonly CancellationTokenSource _end;
    private long _sent;
    private long _received;

    /// <summary>Begins to count; idle time begins now.</summary>
    public Relay(CancellationToken cancellation)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _end.CancelAfter(Idle);
    }

    /// <summary>Bytes to the server.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Bytes from the server.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Ends everything that is carried, also when nothing has moved for too long.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Notes bytes that went to the server.</summary>
    public void MovedOut(int count) => Moved(ref _sent, count);

    /// <summary>Carries both ways. The end of one side is passed on to the other, which may go on.</summary>
    public async Task BothAsync(NetworkStream client, NetworkStream server)
    {
        Task outward = OneAsync(client, server, isOut: true);
        Task inward = OneAsync(server, client, isOut: false);
        if (await Task.WhenAny(outward, inward) is { IsFaulted: true } or { IsCanceled: true })
        {
            await _end.CancelAsync();
        }

        await Task.WhenAll(outward, inward);
    }

    /// <summary>Carries what the server answers, until it ends.</summary>
    public Task InwardAsync(NetworkStream server, NetworkStream client) => OneAsync(server, client, isOut: false);

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private async Task OneAsync(NetworkStream from, NetworkStream to, bool isOut)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, _end.Token)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                Moved(isOut, count);
                while (count >= Much)
                {
                    // Waits; what is there stays there.
                    _ = await from.Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _end.Token);
                    count = await SpliceAsync(from.Socket, to, buffer, isOut);
                }
            }

            to.Socket.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Much at once goes through a pipe in the kernel and never through this process, as long as there is more. Little is faster by hand.
    private async Task<int> SpliceAsync(Socket from, NetworkStream to, byte[] buffer, bool isOut)
    {
        if (Pipes.Take() is not { } pipe)
        {
            return 0;
        }

        int burst = 0;
        try
        {
            while (pipe.Fill(from) > 0)
            {
                while (!pipe.IsEmpty)
                {
                    int count = pipe.Empty(to.Socket);
                    if (count == 0)
                    {
                        // A socket cannot be waited for until it has room but by sending.
                        count = pipe.Read(buffer.AsSpan(0, ToWaitWith));
                        await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                    }

                    burst = Math.Max(burst, count);
                    Moved(isOut, count);
                }

                _end.Token.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Pipes.Return(pipe);
        }

        return burst;
    }

    private void Moved(bool isOut, int count) => Moved(ref isOut ? ref _sent : ref _received, count);

    private void Moved(ref long total, int count)
    {
        Interlocked.Add(ref total, count);
        _end.CancelAfter(Idle);
    }
}
