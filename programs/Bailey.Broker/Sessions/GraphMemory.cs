using System.Security.Cryptography;
using Bailey.Broker.Files;
using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>
/// Graphs that compile workers made for this broker, each with every question about files that its worker asked. The compiler is a
/// function of the request and of the answers: where each question has the same answer again, the graph is the same, and no compile
/// worker is needed. Thread-safe.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a graph being used after any file, folder or link it was made from has changed: whole answers are compared, contents
/// included, never sizes and times alone, which whoever may write a program can keep. <b>Does not stop:</b> a compile worker that the
/// program's own text took over from giving a false graph for that same program; it could do that to each run without this, too.
/// </remarks>
internal sealed class GraphMemory
{
    private const long MostBytes = 64L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _graphs = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>A question of a compile worker and a digest of its whole answer.</summary>
    public sealed record Question(string Method, ReadOnlyMemory<byte> Json, byte[] Answer);

    /// <summary>The graph for a request, if every question still has its answer.</summary>
    /// <param name="program">Host folder of the program.</param>
    /// <param name="request">The graph request.</param>
    /// <param name="files">A fresh service over that folder.</param>
    public Reply? Find(string program, ReadOnlySpan<byte> request, FileService files)
    {
        Known? known;
        lock (_gate)
        {
            _graphs.TryGetValue(Key(program, request), out known);
        }

        if (known is null)
        {
            return null;
        }

        foreach (Question question in known.Questions)
        {
            if (!Digest(files.Handle(question.Method, question.Json, default)).AsSpan().SequenceEqual(question.Answer))
            {
                return null;
            }
        }

        return known.Graph;
    }

    /// <summary>Remembers a graph.</summary>
    public void Keep(string program, ReadOnlySpan<byte> request, IReadOnlyList<Question> questions, Reply graph)
    {
        long size = graph.Json.Length + graph.Data.Length + questions.Sum(static question => question.Json.Length + (long)SHA256.HashSizeInBytes);
        if (size > MostBytes)
        {
            return;
        }

        lock (_gate)
        {
            if (_bytes + size > MostBytes)
            {
                // Who runs that many programs finds the ones still in use again soon.
                _graphs.Clear();
                _bytes = 0;
            }

            _graphs[Key(program, request)] = new Known(questions, graph);
            _bytes += size;
        }
    }

    /// <summary>SHA-256 of everything that an answer says.</summary>
    public static byte[] Digest(Reply reply)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(reply.IsError ? -1 : reply.Json.Length));
        hash.AppendData(reply.Json.Span);
        hash.AppendData(reply.Data.Span);
        return hash.GetHashAndReset();
    }

    private static string Key(string program, ReadOnlySpan<byte> request) => program + "\n" + Convert.ToHexString(SHA256.HashData(request));

    private sealed record Known(IReadOnlyList<Question> Questions, Reply Graph);
}
