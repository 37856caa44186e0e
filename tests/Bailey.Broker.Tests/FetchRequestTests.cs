using System.Text;
using Bailey.Broker.Fetching;

namespace Bailey.Broker.Tests;

/// <summary>What a worker may say of a request: the realm says nothing else, so whoever does is no realm any more.</summary>
public sealed class FetchRequestTests
{
    private const string Good = """{"by":"a","method":"GET","url":"https://good.example/","headers":[["accept","*/*"]],"body":null}""";

    [Theory]
    [InlineData("\"GET\"", "\"PATCH\"")]
    [InlineData("\"body\":null", "\"body\":{}")]
    [InlineData("\"body\":null", "\"body\":{\"length\":7}")]
    [InlineData("\"*/*\"", "\"caf\u00e9\"")]
    public void A_request_is_read(string part, string other)
    {
        Assert.NotNull(Read(Good));
        Assert.NotNull(Read(Good.Replace(part, other, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"GET\"", "\"GE T\"")]
    [InlineData("\"GET\"", "\"\"")]
    [InlineData("\"GET\"", "\"GET / HTTP/1.1\\r\\nX:\"")]
    [InlineData("\"accept\"", "\"Host\"")]
    [InlineData("\"accept\"", "\"content-length\"")]
    [InlineData("\"accept\"", "\"Transfer-Encoding\"")]
    [InlineData("\"accept\"", "\"proxy-authorization\"")]
    [InlineData("\"accept\"", "\"upgrade\"")]
    [InlineData("\"accept\"", "\"ac cept\"")]
    [InlineData("\"accept\"", "\"\"")]
    [InlineData("\"*/*\"", "\"a\\r\\nhost: b\"")]
    [InlineData("\"*/*\"", "\"a\\u0000\"")]
    [InlineData("\"*/*\"", "\"\\u0430\"")]
    [InlineData("\"body\":null", "\"body\":{\"length\":-1}")]
    public void What_no_realm_says_is_no_request(string part, string other) =>
        Assert.Throws<InvalidDataException>(() => Read(Good.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://good.example/\\r\\n")]
    [InlineData("https://good.example./")]
    [InlineData("file:///etc/passwd")]
    public void A_URL_without_a_plain_host_is_left_to_be_refused(string url)
    {
        Assert.NotNull(Read(Good).Target);
        Assert.Null(Read(Good.Replace("https://good.example/", url, StringComparison.Ordinal)).Target);
    }

    private static FetchRequest Read(string json) => FetchRequest.Read(Encoding.UTF8.GetBytes(json));
}
