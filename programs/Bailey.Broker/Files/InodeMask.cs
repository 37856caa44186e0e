using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>
/// Inode numbers as one guest sees them: two names of one file agree, and the numbers say nothing of the host, nor link one run to
/// another. Safe for any thread.
/// </summary>
internal sealed class InodeMask
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);

    /// <summary>The number for a file: 1 to 2^53 - 1, exact in JavaScript.</summary>
    public ulong Of(in FileStatus status)
    {
        Span<byte> text = stackalloc byte[32];
        _key.CopyTo(text);
        BinaryPrimitives.WriteUInt64LittleEndian(text[16..], status.Device);
        BinaryPrimitives.WriteUInt64LittleEndian(text[24..], status.Inode);
        return Number(text);
    }

    /// <summary>The number for a folder that exists only because a grant lies beneath it.</summary>
    public ulong Of(string path) => Number([.. _key, 0, .. MemoryMarshal.AsBytes(path.AsSpan())]);

    private static ulong Number(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11);
    }
}
