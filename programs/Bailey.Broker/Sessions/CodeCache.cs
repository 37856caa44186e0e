using System.Security.Cryptography;
using System.Text;

namespace Bailey.Broker.Sessions;

/// <summary>
/// The cache on disk of what compile workers made. A key becomes a file name only through a hash, and a value is read back with the
/// hash that was written in front of it.
/// </summary>
/// <param name="folder">Where the values are.</param>
internal sealed class CodeCache(string folder)
{
    private const int LargestValue = 64 * 1024 * 1024;
    private const int HashBytes = 32;

    /// <summary>The value of a key, or null.</summary>
    public byte[]? Get(string key)
    {
        try
        {
            byte[] stored = File.ReadAllBytes(PathOf(key));
            return stored.Length >= HashBytes && SHA256.HashData(stored.AsSpan(HashBytes)).AsSpan().SequenceEqual(stored.AsSpan(0, HashBytes))
                ? stored[HashBytes..]
                : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Puts a value; a cache that cannot be written is no cache, not an error.</summary>
    public void Put(string key, ReadOnlySpan<byte> value)
    {
        if (value.Length > LargestValue)
        {
            return;
        }

        try
        {
            string path = PathOf(key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // Written aside and renamed: a reader sees a whole value or none.
            string aside = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
            using (FileStream file = File.Create(aside))
            {
                file.Write(SHA256.HashData(value));
                file.Write(value);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (IOException)
        {
            // See above.
        }
        catch (UnauthorizedAccessException)
        {
            // See above.
        }
    }

    private string PathOf(string key)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Path.Combine(folder, name[..2], name);
    }
}
