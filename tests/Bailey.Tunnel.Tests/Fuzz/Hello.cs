namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>The smallest ClientHello with one name.</summary>
internal static class Hello
{
    /// <summary>Its bytes, in one record.</summary>
    public static byte[] For(ReadOnlySpan<byte> name)
    {
        byte[] extension = [0, 0, .. Two(name.Length + 5), .. Two(name.Length + 3), 0, .. Two(name.Length), .. name];
        byte[] body = [3, 3, .. new byte[32], 0, 0, 2, 0x13, 1, 1, 0, .. Two(extension.Length), .. extension];
        return [22, 3, 1, .. Two(body.Length + 4), 1, 0, .. Two(body.Length), .. body];
    }

    private static byte[] Two(int length) => [(byte)(length >> 8), (byte)length];
}
