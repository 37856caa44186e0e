using System.Text;

namespace Bailey.Web.Guard;

/// <summary>
/// What a pipeline puts on each response that it means to send, for the guard at the end of the connection, which takes it off. A server's
/// own responses (malformed requests, failures) have none.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a response head that nobody made on purpose from being taken for one. <b>Does not stop:</b> code in this process: it has the key.
/// </remarks>
public sealed class GuardMark
{
    /// <summary>The response header that carries it between pipeline and guard.</summary>
    public const string HeaderName = "Bailey-Guard";

    /// <summary>Who the response is from when it is from no container but from the program's own pages.</summary>
    public const string Host = "host";

    // Per process: no text of a container can hold it.
    private readonly string _key = Guid.NewGuid().ToString("N");

    /// <summary>The header's value.</summary>
    /// <param name="from"><see cref="Host"/> or a container's id.</param>
    /// <param name="isHead">Whether the request's method was HEAD: the response then has no body whatever its length says.</param>
    public string Of(string from, bool isHead) => $"{_key} {from}{(isHead ? " head" : "")}";

    /// <summary>Reads a value.</summary>
    public bool TryRead(ReadOnlySpan<byte> value, out string from, out bool isHead)
    {
        string[] words = Encoding.Latin1.GetString(value).Split(' ');
        bool mine = words.Length is 2 or 3 && words[0] == _key && (words.Length == 2 || words[2] == "head");
        from = mine ? words[1] : "";
        isHead = mine && words.Length == 3;
        return mine;
    }
}
