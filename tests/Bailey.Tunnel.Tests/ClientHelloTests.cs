using System.Net.Security;
using System.Text;
using Bailey.Tunnel.Tls;

namespace Bailey.Tunnel.Tests;

public sealed class ClientHelloTests
{
    [Fact]
    public async Task The_name_is_read_from_a_real_hello_however_it_is_cut_into_records()
    {
        byte[] hello = await RealHello("good.example");
        Assert.Equal(HelloKind.Whole, ClientHello.Read(hello, out ClientHello? whole));
        Assert.Equal(new ClientHello("good.example", false), whole);

        for (int piece = 1; piece < 200; piece += 7)
        {
            byte[] cut = Cut(hello[5..], piece);
            Assert.Equal(HelloKind.Whole, ClientHello.Read(cut, out ClientHello? again));
            Assert.Equal(whole, again);
        }
    }

    [Fact]
    public async Task A_hello_that_is_not_whole_is_waited_for_and_never_taken()
    {
        byte[] hello = await RealHello("good.example");
        for (int length = 0; length < hello.Length; length++)
        {
            Assert.Equal(HelloKind.Incomplete, ClientHello.Read(hello.AsSpan(0, length), out ClientHello? none));
            Assert.Null(none);
        }
    }

    [Fact]
    public void A_hidden_name_is_seen()
    {
        Assert.Equal(new ClientHello("a.example", true), Read(Extension(0, NameOf("a.example")), Extension(0xFE0D, [0, 0])));
        Assert.Equal(new ClientHello("a.example", true), Read(Extension(0, NameOf("a.example")), Extension(0xFFCE, [])));
        Assert.Equal(new ClientHello("a.example", false), Read(Extension(0, NameOf("a.example")), Extension(0x0010, [])));
        Assert.Equal(new ClientHello(null, false), Read());
    }

    [Fact]
    public void Two_names_are_none()
    {
        Assert.Null(Read(Extension(0, NameOf("a.example")), Extension(0, NameOf("b.example"))));
        byte[] one = [0, 0, 9, .. "a.example"u8];
        Assert.Null(Read(Extension(0, [0, (byte)(one.Length * 2), .. one, .. one])));
        Assert.NotNull(Read(Extension(0, [0, (byte)one.Length, .. one])));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-x\r\n")]
    [InlineData("\u0016\u0002\u0001")]
    [InlineData("\u0015\u0003\u0001\0\u0002\u0001\0")]
    [InlineData("\u0016\u0003\u0001\0\0")]
    [InlineData("\u0016\u0003\u0001\0\u0004\u0002\0\0\0")]
    [InlineData("\u0016\u0003\u0001\0\u0004\u0001\u0001\0\0")]
    public void What_is_no_hello_is_refused_at_once(string bytes) =>
        Assert.Equal(HelloKind.Other, ClientHello.Read(Encoding.Latin1.GetBytes(bytes), out _));

    [Fact]
    public async Task No_byte_anywhere_makes_it_fail_or_read_on_for_ever()
    {
        byte[] hello = await RealHello("good.example");
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++)
        {
            byte[] changed = [.. hello];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            _ = ClientHello.Read(changed.AsSpan(0, random.Next(changed.Length + 1)), out _);
        }
    }

    private static async Task<byte[]> RealHello(string name)
    {
        using var sent = new MemoryStream();
        using var tls = new SslStream(new OneWay(sent));
        await Assert.ThrowsAnyAsync<IOException>(() => tls.AuthenticateAsClientAsync(name));
        return sent.ToArray();
    }

    private static byte[] Cut(byte[] message, int piece) =>
        [.. message.Chunk(piece).SelectMany(static part => (byte[])[22, 3, 1, (byte)(part.Length >> 8), (byte)part.Length, .. part])];

    private static ClientHello? Read(params byte[][] extensions)
    {
        byte[] all = [.. extensions.SelectMany(static extension => extension)];
        byte[] body = [3, 3, .. new byte[32], 0, 0, 2, 0x13, 1, 1, 0, (byte)(all.Length >> 8), (byte)all.Length, .. all];
        byte[] message = [1, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];
        HelloKind kind = ClientHello.Read(Cut(message, 16 * 1024), out ClientHello? hello);
        Assert.Equal(hello is null ? HelloKind.Other : HelloKind.Whole, kind);
        return hello;
    }

    private static byte[] NameOf(string name) => [0, (byte)(name.Length + 3), 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];

    private static byte[] Extension(int type, byte[] content) => [(byte)(type >> 8), (byte)type, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    /// <summary>Keeps what is written; ends when it is read.</summary>
    private sealed class OneWay(Stream written) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => written.Write(buffer, offset, count);
    }
}
