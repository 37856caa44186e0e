using System.Security.Cryptography;
using Bailey.Broker.Files;
using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>
/// Graphs that compile workers made for this user, each with every question about files that its worker asked. The compiler is a
/// function of the request and of the answers: where each question has the same answer again, the graph is the same, and no compile
/// worker is needed. Kept in memory, and on disk in the code cache. Thread-safe.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a graph being used after any file, folder or link it was made from has changed: whole answers are compared, contents
/// included, never sizes and times alone, which whoever may write a program can keep. <b>Does not stop:</b> a compile worker that the
/// program's own text took over from giving a false graph for that same program; it could do that to each run without this, too.
/// </remarks>
/// <param name="code">Where graphs outlive this broker, and where compile workers keep what they made.</param>
internal sealed class GraphMemory(CodeCache code)
{
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _graphs = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The code cache.</summary>
    public CodeCache Code { get; } = code;

    /// <summary>A question of a compile worker and a digest of its whole answer.</summary>
    public sealed record Question(string Method, ReadOnlyMemory<byte> Json, byte[] Answer);

    /// <summary>The graph for a request, if every question still has its answer.</summary>
    /// <param name="compiler">What made it: another compiler makes another graph.</param>
    /// <param name="program">Host folder of the program.</param>
    /// <param name="request">The graph request.</param>
    /// <param name="files">A fresh service over that folder.</param>
    public Reply? Find(string compiler, string program, ReadOnlySpan<byte> request, FileService files)
    {
        string key = Key(compiler, program, request);
        Known? known;
        lock (_gate)
        {
            _graphs.TryGetValue(key, out known);
        }

        known ??= Code.Get(key) is { } stored ? Known.Read(stored) : null;
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
    public void Keep(string compiler, string program, ReadOnlySpan<byte> request, IReadOnlyList<Question> questions, Reply graph)
    {
        string key = Key(compiler, program, request);
        var known = new Known(questions, graph);
        byte[] stored = known.Write();
        if (stored.Length > MostBytes)
        {
            return;
        }

        Code.Put(key, stored);
        lock (_gate)
        {
            if (_bytes + stored.Length > MostBytes)
            {
                // Who runs that many programs finds the ones still in use again soon.
                _graphs.Clear();
                _bytes = 0;
            }

            _graphs[key] = known;
            _bytes += stored.Length;
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

    // What compile workers keep has keys that begin otherwise: they put no graphs.
    private static string Key(string compiler, string program, ReadOnlySpan<byte> request) =>
        $"graph\n{compiler}\n{program}\n{Convert.ToHexString(SHA256.HashData(request))}";

    private sealed record Known(IReadOnlyList<Question> Questions, Reply Graph)
    {
        public byte[] Write()
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            writer.Write(Questions.Count);
            foreach (Question question in Questions)
            {
                writer.Write(question.Method);
                Write(writer, question.Json.Span);
                writer.Write(question.Answer);
            }

            Write(writer, Graph.Json.Span);
            Write(writer, Graph.Data.Span);
            writer.Flush();
            return bytes.ToArray();
        }

        // What is read was written by the user's own broker: the cache compares a hash over all of it.
        public static Known Read(byte[] stored)
        {
            using var reader = new BinaryReader(new MemoryStream(stored));
            var questions = new Question[reader.ReadInt32()];
            for (int i = 0; i < questions.Length; i++)
            {
                questions[i] = new Question(reader.ReadString(), Bytes(reader), reader.ReadBytes(SHA256.HashSizeInBytes));
            }

            return new Known(questions, new Reply(false, Bytes(reader), Bytes(reader)));
        }

        private static void Write(BinaryWriter writer, ReadOnlySpan<byte> bytes)
        {
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        private static byte[] Bytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
    }
}
