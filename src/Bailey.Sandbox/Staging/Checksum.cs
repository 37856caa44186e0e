namespace Bailey.Sandbox;

/// <summary>FNV-1a: names and accidents only. A cryptographic digest would load OpenSSL at every start.</summary>
internal static class Checksum
{
    /// <summary>64 bits of a sequence of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte one in bytes)
        {
            hash = unchecked((hash ^ one) * 1099511628211);
        }

        return hash;
    }
}
