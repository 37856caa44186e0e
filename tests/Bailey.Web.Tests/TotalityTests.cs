using System.Text;

namespace Bailey.Web.Tests;

/// <summary>No byte of a response leaves on a container's origin without its headers, whatever is asked and whatever the web host answers.</summary>
public sealed class TotalityTests(Front front) : IClassFixture<Front>
{
    private static readonly string Long = new('a', 40_000);

    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["a page"] = "GET / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["HEAD"] = "HEAD / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["HEAD, then GET on the same connection"] = "HEAD / HTTP/1.1\r\nHost: @\r\n\r\nGET / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["HTTP/1.0"] = "GET / HTTP/1.0\r\nHost: @\r\n\r\n",
        ["HTTP/0.9"] = "GET /\r\n",
        ["HTTP/2 in clear"] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ["HTTP/3.7"] = "GET / HTTP/3.7\r\nHost: @\r\n\r\n",
        ["a TLS hello"] = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        ["garbage"] = "\x00\x01\x02garbage\r\n\r\n",
        ["nothing but line ends"] = "\r\n\r\n\r\n",
        ["no host"] = "GET / HTTP/1.1\r\n\r\n",
        ["two hosts"] = "GET / HTTP/1.1\r\nHost: @\r\nHost: localhost:5000\r\n\r\n",
        ["a host that is none"] = "GET / HTTP/1.1\r\nHost: @ /\r\n\r\n",
        ["a container that is not open"] = "GET / HTTP/1.1\r\nHost: zzzzzzzzzzzzzzzzzzzz.localhost:5000\r\n\r\n",
        ["the container at another port"] = "GET / HTTP/1.1\r\nHost: abcdefghij234567abcd.localhost:81\r\n\r\n",
        ["the container with a dot"] = "GET / HTTP/1.1\r\nHost: abcdefghij234567abcd.localhost.:5000\r\n\r\n",
        ["a name below the container"] = "GET / HTTP/1.1\r\nHost: x.@\r\n\r\n",
        ["POST to a file"] = "POST / HTTP/1.1\r\nHost: @\r\nContent-Length: 3\r\n\r\nabc",
        ["PUT"] = "PUT /x HTTP/1.1\r\nHost: @\r\nContent-Length: 0\r\n\r\n",
        ["TRACE"] = "TRACE / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["CONNECT"] = "CONNECT @ HTTP/1.1\r\nHost: @\r\n\r\n",
        ["OPTIONS *"] = "OPTIONS * HTTP/1.1\r\nHost: @\r\n\r\n",
        ["a method that is none"] = "G(T / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["another host in the request line"] = "GET http://localhost:5000/ HTTP/1.1\r\nHost: @\r\n\r\n",
        ["its own host in the request line"] = "GET http://@/ HTTP/1.1\r\nHost: @\r\n\r\n",
        ["a path that is none"] = "GET x HTTP/1.1\r\nHost: @\r\n\r\n",
        ["a path upwards"] = "GET /../../etc/passwd HTTP/1.1\r\nHost: @\r\n\r\n",
        ["an encoded path upwards"] = "GET /%2e%2e/%2e%2e%2fetc HTTP/1.1\r\nHost: @\r\n\r\n",
        ["an encoded NUL"] = "GET /a%00b HTTP/1.1\r\nHost: @\r\n\r\n",
        ["half an escape"] = "GET /a%0 HTTP/1.1\r\nHost: @\r\n\r\n",
        ["two slashes"] = "GET //evil.example/ HTTP/1.1\r\nHost: @\r\n\r\n",
        ["a long path"] = $"GET /{Long} HTTP/1.1\r\nHost: @\r\n\r\n",
        ["a long header"] = $"GET / HTTP/1.1\r\nHost: @\r\nX: {Long}\r\n\r\n",
        ["a long cookie"] = $"GET / HTTP/1.1\r\nHost: @\r\nCookie: {Long}\r\n\r\n",
        ["many headers"] = $"GET / HTTP/1.1\r\nHost: @\r\n{string.Concat(Enumerable.Range(0, 300).Select(static i => $"X{i}: 1\r\n"))}\r\n",
        ["a folded header"] = "GET / HTTP/1.1\r\nHost: @\r\nX: a\r\n b\r\n\r\n",
        ["a space before the colon"] = "GET / HTTP/1.1\r\nHost : @\r\n\r\n",
        ["a header with NUL"] = "GET / HTTP/1.1\r\nHost: @\r\nX: a\0b\r\n\r\n",
        ["bare line feeds"] = "GET / HTTP/1.1\nHost: @\n\n",
        ["two lengths"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: 3\r\nContent-Length: 40\r\n\r\nabc",
        ["a length and chunks"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: @\r\n\r\n",
        ["two codings"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
        ["chunks that are none"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
        ["a length that is none"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: -1\r\n\r\n",
        ["a body beyond the limit"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: 99999999999\r\n\r\n{}",
        ["a report that is none"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: 3\r\n\r\n{]}",
        ["a report"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nContent-Length: 17\r\n\r\n{\"csp-report\":{}}",
        ["an upgrade to WebSocket"] = "GET / HTTP/1.1\r\nHost: @\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        ["an upgrade to HTTP/2"] = "GET / HTTP/1.1\r\nHost: @\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n",
        ["an expectation"] = "POST /__bailey/report HTTP/1.1\r\nHost: @\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
        ["another expectation"] = "GET / HTTP/1.1\r\nHost: @\r\nExpect: wonders\r\n\r\n",
        ["opened in a tab"] = "GET / HTTP/1.1\r\nHost: @\r\nSec-Fetch-Dest: document\r\n\r\n",
        ["a service worker"] = "GET /sw.js HTTP/1.1\r\nHost: @\r\nService-Worker: script\r\n\r\n",
        ["another site's load"] = "GET /a.png HTTP/1.1\r\nHost: @\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: image\r\n\r\n",
        ["two, the second malformed"] = "GET / HTTP/1.1\r\nHost: @\r\n\r\nG(T / HTTP/1.1\r\n\r\n",
        ["eight at once"] = string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: @\r\n\r\n", 8)),
        ["the container, then a container that is not open"] = "GET / HTTP/1.1\r\nHost: @\r\n\r\nGET / HTTP/1.1\r\nHost: zzzzzzzzzzzzzzzzzzzz.localhost:5000\r\n\r\n",
    };

    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["a page"] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nok",
        ["headers of its own"] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Security-Policy: default-src *\r\nConnection-Allowlist: (\"*\")\r\nSet-Cookie: a=1\r\nLink: </x>; rel=preload\r\nRefresh: 0; url=http://evil.example\r\nService-Worker-Allowed: /\r\nBailey-Guard: host\r\n\r\nok",
        ["a response inside of the body"] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno",
        ["304"] = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n",
        ["204"] = "HTTP/1.1 204 No Content\r\n\r\n",
        ["404"] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        ["416"] = "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */2\r\nContent-Length: 0\r\n\r\n",
        ["206"] = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-0/2\r\nContent-Length: 1\r\n\r\no",
        ["a redirect inside"] = "HTTP/1.1 308 Permanent Redirect\r\nLocation: /a/\r\nContent-Length: 0\r\n\r\n",
        ["a redirect out"] = "HTTP/1.1 302 Found\r\nLocation: //evil.example/\r\nContent-Length: 0\r\n\r\n",
        ["a redirect to another origin"] = "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n",
        ["101"] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nraw",
        ["103 and a page"] = "HTTP/1.1 103 Early Hints\r\nLink: <http://evil.example>; rel=preconnect\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        ["chunks"] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        ["no length"] = "HTTP/1.1 200 OK\r\n\r\nok",
        ["a body that ends early"] = "HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nok",
        ["two lengths"] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        ["no response"] = "",
        ["garbage"] = "nonsense\r\n\r\n",
        ["a long head"] = $"HTTP/1.1 200 OK\r\nX: {new string('a', 100_000)}\r\nContent-Length: 2\r\n\r\nok",
        ["a header split"] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\rX: y\r\nContent-Length: 2\r\n\r\nok",
        ["a status that is none"] = "HTTP/1.1 999 No\r\nContent-Length: 2\r\n\r\nok",
    };

    public static TheoryData<string> RequestNames { get; } = [.. Requests.Keys];

    public static TheoryData<string> AnswerNames { get; } = [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(RequestNames))]
    public async Task Whatever_is_asked_every_head_has_the_headers(string name)
    {
        front.WebHost.Answer = Answers["a page"];
        byte[] request = Raw.Bytes(Requests[name].Replace("@", front.Authority, StringComparison.Ordinal));
        byte[] answer = [];
        // A connection that is ended with requests unread is reset, and then the system may drop what the client has not read yet.
        for (int attempt = 0; attempt < 5 && answer.Length == 0; attempt++)
        {
            answer = await Raw.Exchange(front.Port, request, front.Authority);
            AssertComplete(answer);
        }

        // Its own frames are what the server says to HTTP/2, and none of them leaves.
        Assert.Equal(name == "HTTP/2 in clear", answer.Length == 0);
    }

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task Whatever_the_web_host_answers_every_head_has_the_headers_and_none_of_its_own(string name)
    {
        front.WebHost.Answer = Answers[name];
        foreach (string method in (string[])["GET", "HEAD"])
        {
            byte[] answer = await Raw.Exchange(front.Port, Raw.Bytes($"{method} /x HTTP/1.1\r\nHost: {front.Authority}\r\nConnection: close\r\n\r\n"), front.Authority);
            AssertComplete(answer);
            string text = Encoding.Latin1.GetString(answer);
            Assert.DoesNotContain("evil.example", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Bailey-Guard", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" 101 ", text, StringComparison.Ordinal);
            Assert.Single(Heads.Of(answer));
        }
    }

    /// <summary>The control of both: a server without the guard, asked the same, and the probe sees what is missing.</summary>
    [Fact]
    public async Task Without_the_guard_the_probe_sees_heads_without_headers()
    {
        var seen = new HashSet<int>();
        foreach (string request in Requests.Values)
        {
            byte[] answer = await Raw.Exchange(front.BarePort, Raw.Bytes(request.Replace("@", front.Authority, StringComparison.Ordinal)), front.Authority);
            foreach (string head in Heads.Of(answer))
            {
                Assert.NotEmpty(Heads.Missing(head, front.WebHost.Compiled.Headers));
                seen.Add(int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        // Malformed, too long a path, too many or too long headers, another version, no such method: all are the server's own.
        Assert.Superset(new HashSet<int> { 200, 400, 405, 414, 431, 505 }, seen);
    }

    [Fact]
    public async Task A_complete_answer_of_the_web_host_arrives_whole()
    {
        front.WebHost.Answer = Answers["a page"];
        string text = Encoding.Latin1.GetString(await Raw.Exchange(front.Port, Raw.Bytes($"GET /x?y=1 HTTP/1.1\r\nHost: {front.Authority.ToUpperInvariant()}\r\nCookie: a=1\r\nConnection: close\r\n\r\n"), front.Authority));
        Assert.StartsWith("HTTP/1.1 200 ", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nok", text, StringComparison.Ordinal);
        Assert.StartsWith("GET /x?y=1 HTTP/1.1\r\n", front.WebHost.Asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", front.WebHost.Asked, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_applications_own_pages_keep_their_headers_and_connections()
    {
        byte[] request = Raw.Bytes(
            "GET / HTTP/1.1\r\nHost: localhost:5000\r\n\r\nGET /stream HTTP/1.1\r\nHost: localhost:5000\r\n\r\nHEAD / HTTP/1.1\r\nHost: localhost:5000\r\n\r\nGET / HTTP/1.1\r\nHost: localhost:5000\r\n\r\n");
        string guarded = Encoding.Latin1.GetString(await Raw.Exchange(front.Port, request, "localhost:5000"));
        Assert.Equal(5, Heads.Of(Raw.Bytes(guarded)).Count);
        Assert.Equal(2, guarded.Split("own page").Length - 1);
        Assert.DoesNotContain("Content-Security-Policy", guarded, StringComparison.Ordinal);
        Assert.DoesNotContain("Bailey-Guard", guarded, StringComparison.Ordinal);
        Assert.Contains("1\r\na\r\n1\r\nb\r\n0\r\n\r\n", guarded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_the_application_leaves_as_a_refusal()
    {
        byte[] answer = await Raw.Exchange(front.Port, Raw.Bytes("GET /fails HTTP/1.1\r\nHost: localhost:5000\r\n\r\nGET / HTTP/1.1\r\nHost: localhost:5000\r\n\r\n"), "localhost:5000");
        string head = Assert.Single(Heads.Of(answer));
        Assert.StartsWith("HTTP/1.1 500 ", head, StringComparison.Ordinal);
        Assert.Empty(Heads.Missing(head, front.WebHost.Compiled.Headers));
    }

    private void AssertComplete(byte[] answer)
    {
        foreach (string head in Heads.Of(answer))
        {
            Assert.True(
                head == "HTTP/1.1 100 Continue" || Heads.Missing(head, front.WebHost.Compiled.Headers) is [],
                $"lacks {string.Join(", ", Heads.Missing(head, front.WebHost.Compiled.Headers))}:\n{head}");
        }

        // And what is no head is no answer: the first byte belongs to one.
        Assert.True(answer.Length == 0 || Encoding.Latin1.GetString(answer).StartsWith("HTTP/1.1 ", StringComparison.Ordinal));
    }
}
