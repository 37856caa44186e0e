using System.Security.Cryptography;
using System.Text;

namespace Bailey.Broker.Workers;

/// <summary>
/// What a waiting worker is told before anybody asks for its guest: the whole configuration and graph of one program. No guest code
/// runs until the worker is taken.
/// </summary>
/// <param name="Program">Names what is started, whatever it is made of at the moment.</param>
/// <param name="Kind">The worker it is for.</param>
/// <param name="Configuration">JSON for <c>guest.boot</c>.</param>
/// <param name="Graph">JSON for <c>guest.load</c>.</param>
internal sealed record Preparation(string Program, WorkerKind Kind, byte[] Configuration, byte[] Graph)
{
    /// <summary>Equal for two that would make the same worker, byte for byte.</summary>
    public string Key { get; } = KeyOf(Kind, Configuration, Graph);

    private static string KeyOf(WorkerKind kind, byte[] configuration, byte[] graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join(' ', kind.Arguments)));
        hash.AppendData([0]);
        hash.AppendData(BitConverter.GetBytes(configuration.Length));
        hash.AppendData(configuration);
        hash.AppendData(graph);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
