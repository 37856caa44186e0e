using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Answers one request whose arguments are there and of their types.</summary>
internal delegate Reply FileAnswer(FileService files, in Attempt attempt, in FileArguments arguments, ReadOnlyMemory<byte> data);

/// <summary>One method.</summary>
/// <param name="Name">As it stands in a frame.</param>
/// <param name="Syscall">The word in its errors.</param>
/// <param name="Needed">Arguments that must be there.</param>
/// <param name="Allowed">Arguments that may be there; <c>by</c> always may.</param>
/// <param name="Answer">Carries it out.</param>
/// <param name="TakesData">Whether bytes may come with it.</param>
internal sealed record FileMethod(
    string Name, string Syscall, FileFields Needed, FileFields Allowed, FileAnswer Answer, bool TakesData = false)
{
    /// <summary>Whether these are the arguments it takes.</summary>
    public bool Takes(FileFields given) => given.HasFlag(Needed) && (Needed | Allowed | FileFields.By).HasFlag(given);
}

/// <summary>All methods, with the arguments that each takes. What has no row (hard links, ownership, locks) is not served.</summary>
internal static class FileMethods
{
    private const FileFields Either = FileFields.Path | FileFields.Descriptor;
    private const FileFields Times = FileFields.Accessed | FileFields.Modified;

    private static readonly FrozenDictionary<string, FileMethod> Rows = new FileMethod[]
    {
        new("file.readAll", "open", FileFields.Path, FileFields.None, static (files, in attempt, in a, _) => files.ReadAll(attempt)),
        new("file.open", "open", FileFields.Path | FileFields.Flags, FileFields.Mode,
            static (files, in attempt, in a, _) => files.Open(attempt, a)),
        new("file.close", "close", FileFields.Descriptor, FileFields.None, static (files, in attempt, in a, _) => files.Close(attempt, a)),
        new("file.read", "read", FileFields.Descriptor | FileFields.Length, FileFields.Position,
            static (files, in attempt, in a, _) => files.Read(attempt, a)),
        new("file.stat", "stat", FileFields.Path, FileFields.Follow, static (files, in attempt, in a, _) => files.Stat(attempt, a)),
        new("file.fstat", "fstat", FileFields.Descriptor, FileFields.None,
            static (files, in attempt, in a, _) => files.StatOpen(attempt, a)),
        new("file.list", "scandir", FileFields.Path, FileFields.None, static (files, in attempt, in a, _) => files.List(attempt)),
        new("file.realpath", "realpath", FileFields.Path, FileFields.None, static (files, in attempt, in a, _) => files.RealPath(attempt)),
        new("file.readlink", "readlink", FileFields.Path, FileFields.None, static (files, in attempt, in a, _) => files.ReadLink(attempt)),
        new("file.access", "access", FileFields.Path, FileFields.Mode, static (files, in attempt, in a, _) => files.Access(attempt, a)),
        new("file.write", "write", FileFields.Descriptor, FileFields.Position,
            static (files, in attempt, in a, data) => files.Write(attempt, a, data.Span), TakesData: true),
        new("file.sync", "fsync", FileFields.Descriptor, FileFields.None, static (files, in attempt, in a, _) => files.Sync(attempt, a)),
        new("file.truncate", "truncate", FileFields.Length, Either, static (files, in attempt, in a, _) => files.Truncate(attempt, a)),
        new("file.copy", "copyfile", FileFields.From | FileFields.To, FileFields.Exclusive,
            static (files, in attempt, in a, _) => files.Copy(attempt, a)),
        new("file.rename", "rename", FileFields.From | FileFields.To, FileFields.None,
            static (files, in attempt, in a, _) => files.Rename(attempt, a)),
        new("file.remove", "unlink", FileFields.Path, FileFields.Recursive | FileFields.Force | FileFields.Directory,
            static (files, in attempt, in a, _) => files.Remove(attempt, a)),
        new("file.mkdir", "mkdir", FileFields.Path, FileFields.Recursive | FileFields.Mode,
            static (files, in attempt, in a, _) => files.MakeDirectory(attempt, a)),
        new("file.mkdtemp", "mkdtemp", FileFields.Prefix, FileFields.None,
            static (files, in attempt, in a, _) => files.MakeTemporary(attempt, a)),
        new("file.symlink", "symlink", FileFields.Target | FileFields.Path, FileFields.None,
            static (files, in attempt, in a, _) => files.MakeLink(attempt, a)),
        new("file.chmod", "chmod", FileFields.Mode, Either, static (files, in attempt, in a, _) => files.ChangeMode(attempt, a)),
        new("file.utimes", "utime", Times, Either, static (files, in attempt, in a, _) => files.ChangeTimes(attempt, a)),
    }.ToFrozenDictionary(static row => row.Name, StringComparer.Ordinal);

    /// <summary>The row of a method.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out FileMethod? method) => Rows.TryGetValue(name, out method);
}
