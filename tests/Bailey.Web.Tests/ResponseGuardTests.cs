using System.Buffers;
using System.Text;
using Bailey.Policy;
using Bailey.Web.Guard;

namespace Bailey.Web.Tests;

/// <summary>The guard alone, byte by byte.</summary>
public sealed class ResponseGuardTests
{
    private static readonly GuardMark Mark = new();

    private static readonly DocumentHeader[] Headers = [new("Content-Security-Policy", "default-src 'none'", "test"), new("Cache-Control", "no-cache", "test")];

    private static readonly string Page = $"HTTP/1.1 200 OK\r\nBailey-Guard: {Mark.Of("one", isHead: false)}\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\n\r\nok";

    private const string GuardedPage = "HTTP/1.1 200 \r\nContent-Length: 2\r\nContent-Security-Policy: default-src 'none'\r\nCache-Control: no-cache\r\n\r\nok";

    [Fact]
    public void A_marked_response_leaves_with_the_headers_however_it_is_cut_into_pieces()
    {
        for (int size = 1; size <= Page.Length; size++)
        {
            Assert.Equal(GuardedPage + GuardedPage, Through(Page + Page, size).Text);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: 00000000000000000000000000000000 one\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ nobody\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nBailey-Guard: @ host\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nContent-Length: +2\r\n\r\nok")]
    [InlineData("HTTP/1.1 101 Switching\r\nBailey-Guard: @ one\r\n\r\nraw")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: <http://evil.example>; rel=preconnect\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\nLink: </x>; rel=preload\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX y\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nBailey-Guard: @ one\r\nContent-Length: 2\r\nETag: a\rSet-Cookie: b\r\n\r\nok")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("\x16\x03\x01 something else\r\n\r\n")]
    public void Everything_else_leaves_as_an_empty_refusal_and_nothing_follows(string response)
    {
        string mark = Mark.Of("one", isHead: false).Split(' ')[0];
        (string text, bool isDone) = Through(response.Replace("@", mark, StringComparison.Ordinal) + Page, 7);
        Assert.True(isDone);
        string head = Assert.Single(Heads.Of(Raw.Bytes(text)));
        Assert.Empty(Heads.Missing(head, Headers));
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 0\r\nConnection: close\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_without_an_end_does_not_leave() =>
        Assert.Single(Heads.Of(Raw.Bytes(Through("HTTP/1.1 200 OK\r\nX: " + new string('a', 100_000), 4096).Text)));

    [Theory]
    [InlineData("200 OK", true)]
    [InlineData("304 Not Modified", false)]
    public void A_response_without_a_body_is_followed_by_the_next_head_whatever_its_length_says(string status, bool isHead)
    {
        string bare = $"HTTP/1.1 {status}\r\nBailey-Guard: {Mark.Of("one", isHead)}\r\nContent-Length: 50\r\n\r\n";
        (string text, bool isDone) = Through(bare + Page, 5);
        Assert.False(isDone);
        Assert.EndsWith(GuardedPage, text, StringComparison.Ordinal);
        // The control: as a page it would have swallowed the next one.
        string full = $"HTTP/1.1 200 OK\r\nBailey-Guard: {Mark.Of("one", isHead: false)}\r\nContent-Length: {Page.Length}\r\n\r\n";
        Assert.EndsWith(Page, Through(full + Page, 5).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_answer_may_say_how_long_and_the_rest_of_the_pipelines_headers_is_dropped()
    {
        string text = Through($"HTTP/1.1 200 OK\r\nBailey-Guard: {Mark.Of("one", isHead: false)}\r\nContent-Length: 0\r\nCache-Control: max-age=31536000, immutable\r\ncontent-security-policy: none\r\n\r\n", 9).Text;
        Assert.Equal("HTTP/1.1 200 \r\nContent-Length: 0\r\nContent-Security-Policy: default-src 'none'\r\nCache-Control: max-age=31536000, immutable\r\n\r\n", text);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("Content-Length: 3\r\n\r\nabc")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    public void The_programs_own_responses_pass_and_end_where_they_end(string rest)
    {
        string own = $"HTTP/1.1 200 OK\r\nBailey-Guard: {Mark.Of(GuardMark.Host, isHead: false)}\r\nX: y\r\n{rest}";
        for (int size = 1; size < 40; size++)
        {
            (string text, bool isDone) = Through(own + Page, size);
            Assert.False(isDone);
            Assert.Equal($"HTTP/1.1 200 \r\nX: y\r\n{rest}{GuardedPage}", text);
        }
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("3\r\nabcX")]
    [InlineData("\r\n")]
    [InlineData("3\nabc\r\n")]
    [InlineData("fffffffffffffffffffff\r\n")]
    public void Chunks_that_are_none_end_the_connection(string body)
    {
        (string text, bool isDone) = Through($"HTTP/1.1 200 OK\r\nBailey-Guard: {Mark.Of(GuardMark.Host, isHead: false)}\r\nTransfer-Encoding: chunked\r\n\r\n{body}" + Page, 1000);
        Assert.True(isDone);
        Assert.DoesNotContain("Content-Security-Policy", text, StringComparison.Ordinal);
    }

    private static (string Text, bool IsDone) Through(string text, int size)
    {
        var guard = new ResponseGuard(Mark, static id => id == "one" ? Headers : null);
        var output = new ArrayBufferWriter<byte>();
        foreach (byte[] piece in Raw.Bytes(text).Chunk(size))
        {
            guard.Push(piece, output);
        }

        return (Encoding.Latin1.GetString(output.WrittenSpan), guard.IsDone);
    }
}
