using System.IO.Compression;

namespace Bailey.Fetcher.Exchanges;

/// <summary>The codings of answers are a native library, loaded at its first use.</summary>
internal static class Unpacking
{
    /// <summary>Uses each once.</summary>
    public static void Warm()
    {
        Once(static (stream, mode) => new GZipStream(stream, mode, leaveOpen: true));
        Once(static (stream, mode) => new BrotliStream(stream, mode, leaveOpen: true));
    }

    private static void Once(Func<Stream, CompressionMode, Stream> coding)
    {
        using var packed = new MemoryStream();
        using (Stream pack = coding(packed, CompressionMode.Compress))
        {
            pack.Write("warm"u8);
        }

        packed.Position = 0;
        using Stream unpack = coding(packed, CompressionMode.Decompress);
        unpack.CopyTo(Stream.Null);
    }
}
