using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace Bailey.Policy.Tests.Network;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.Com", "example.com")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("a_b.example", "a_b.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("1.2.3.example", "1.2.3.example")]
    [InlineData("[::1]", "::1")]
    [InlineData("[0:0:0:0:0:0:0:1]", "::1")]
    [InlineData("[2001:DB8::1]", "2001:db8::1")]
    [InlineData("[::ffff:127.0.0.1]", "::ffff:127.0.0.1")]
    public void A_host_has_one_form(string text, string canonical)
    {
        HostName host = HostName.Parse(text, out string? flaw)!;
        Assert.Null(flaw);
        Assert.Equal(canonical, host.Text);
        Assert.Equal(host, HostName.Parse(host.InOrigin, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("example.com.")]
    [InlineData(".example.com")]
    [InlineData("a..b")]
    [InlineData("evil.example\0.granted.example")]
    [InlineData("evil.example%00.granted.example")]
    [InlineData("granted.example@evil.example")]
    [InlineData("granted.example/evil")]
    [InlineData("granted.example:80")]
    [InlineData("granted.example ")]
    [InlineData("granted.example\n")]
    [InlineData("granted。example")]
    [InlineData("ｇranted.example")]
    [InlineData("bücher.example")]
    [InlineData("\u212A.example")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("127.0.0.0x1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("256.0.0.1")]
    [InlineData("a.1")]
    [InlineData("[::1%1]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[::1]:80")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[::ffff:127.0.0.01]")]
    [InlineData("[::ffff:10.0.0.0177]")]
    [InlineData("[::1/64]")]
    [InlineData("::1")]
    [InlineData("[]")]
    public void A_host_that_another_program_could_read_otherwise_is_none(string text)
    {
        Assert.Null(HostName.Parse(text, out string? flaw));
        Assert.NotNull(flaw);
    }

    // The dialler gets the text and nothing else: whatever reads it must read the same host.
    [Fact]
    public void What_is_decided_about_is_what_is_dialled_for_a_million_texts()
    {
        // Far more inputs than with a property runner's shrinkers in the same time: parts that parsers disagree about, put together at random.
        string[] parts = ["a", "B", "1", "0", "127", "256", "0x7f", "017", ".", ".", "-", "_", ":", "[", "]", "%", "%00", "\0", "@", "/", " ", "。", "ü", "xn--", "::", "ffff", "e3", "１", "İ", "ß", "example", "com", "\\", "\t", "?", "#"];
        var random = new Random(20261122);
        int accepted = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]));
            if (HostName.Parse(text, out _) is not { } host)
            {
                continue;
            }

            accepted++;
            bool reads = IPAddress.TryParse(host.Text, out IPAddress? address);
            Assert.True(reads == host.Address is not null && (!reads || host.Address!.Equals(address)), text);
            Assert.True(Uri.TryCreate($"http://{host.InOrigin}/", UriKind.Absolute, out Uri? uri) || host.Address is null, text);
            // Uri is stricter about names (underscores); where it reads one, it reads this one.
            Assert.True(uri is null || string.Equals(uri.Host, host.InOrigin, StringComparison.Ordinal), text);
            Assert.Equal(host, HostName.Parse(host.InOrigin, out _));
        }

        Assert.InRange(accepted, 1000, 999_999);
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll<string?>(static text => HostName.Parse(text ?? "", out string? flaw) is null == flaw is not null).QuickCheckThrowOnFailure();
}
