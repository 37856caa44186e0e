using System.Text.RegularExpressions;
using Bailey.Interop;
using Bailey.Realm.Kernel;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>Bytes as text and back, as the <c>node:</c> modules have it from the host.</summary>
public sealed class TextCodingTests
{
    // Escaped: attributes keep no surrogate alone.
    [Theory]
    // The Encoding Standard: one U+FFFD for each longest start of a character that breaks off.
    [InlineData("utf8", "61 E2 82 AC F0 9F 98 80 62", "a\\u20AC\\uD83D\\uDE00b")]
    [InlineData("utf8", "EF BB BF 61", "\\uFEFFa")]
    [InlineData("utf8", "C0 AF 61", "\\uFFFD\\uFFFDa")]
    [InlineData("utf8", "E0 80 80", "\\uFFFD\\uFFFD\\uFFFD")]
    [InlineData("utf8", "ED A0 80", "\\uFFFD\\uFFFD\\uFFFD")]
    [InlineData("utf8", "F4 90 80 80", "\\uFFFD\\uFFFD\\uFFFD\\uFFFD")]
    [InlineData("utf8", "F1 80 80 E1 80 C2 62 80 63 80 BF 64", "\\uFFFD\\uFFFD\\uFFFDb\\uFFFDc\\uFFFD\\uFFFDd")]
    [InlineData("utf8", "E2 82", "\\uFFFD")]
    [InlineData("utf8-strict", "61 E2 82 AC", "a\\u20AC")]
    [InlineData("utf8-strict", "61 E2 82", null)]
    [InlineData("latin1", "00 7F 80 FF", "\\u0000\\u007F\\u0080\\u00FF")]
    [InlineData("ascii", "61 E1 80", "aa\\u0000")]
    [InlineData("utf16le", "61 00 3D D8 00 DE 00 DC 62", "a\\uD83D\\uDE00\\uDC00")]
    public void Bytes_become_text_as_in_Node(string encoding, string bytes, string? text) =>
        Assert.Equal(text is null ? null : Regex.Unescape(text), TextCoding.Decode(encoding, Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("utf8", "a\\u20AC\\uD83D\\uDE00\\uD800b", "61E282ACF09F9880EFBFBD62")]
    [InlineData("latin1", "a\\u20AC\\u00FF\\u0141", "61ACFF41")]
    [InlineData("utf16le", "a\\uD800", "610000D8")]
    public void Text_becomes_bytes_as_in_Node(string encoding, string text, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(TextCoding.Encode(encoding, Regex.Unescape(text))));

    [Fact]
    public void Another_encoding_is_a_misuse()
    {
        Assert.Throws<JSException>(() => TextCoding.Decode("utf7", []));
        Assert.Throws<JSException>(() => TextCoding.Encode("ascii7", ""));
    }
}
