using System.Security.Cryptography;
using System.Text;
using Bailey.Policy;

namespace Bailey.Broker.Web;

/// <summary>Gives containers their ids: the same source has the same one each time, and nobody else can tell which.</summary>
/// <param name="folder">The state folder, which only its owner can read.</param>
internal sealed class ContainerIds(string folder)
{
    private const int KeyBytes = 32;

    /// <summary>The id of a source, by a keyed hash of its path.</summary>
    public string Of(string source) => ContainerAddress.IdOf(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes(source)));

    /// <summary>An id that nobody had before.</summary>
    public static string Fresh() => ContainerAddress.IdOf(RandomNumberGenerator.GetBytes(ContainerAddress.IdLength));

    private byte[] Key()
    {
        string path = Path.Combine(folder, "containers.key");
        if (!File.Exists(path))
        {
            // Written aside and linked: of two brokers that start at once one wins, and both read the winner's.
            string aside = $"{path}.{Environment.ProcessId}";
            using (var file = new FileStream(aside, new FileStreamOptions
            {
                Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            }

            try
            {
                File.Move(aside, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(aside);
            }
        }

        byte[] key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidDataException($"{path} is not a key: remove it, and containers begin with new addresses");
    }
}
