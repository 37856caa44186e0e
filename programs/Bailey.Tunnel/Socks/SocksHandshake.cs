using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Bailey.Policy;
using Bailey.Tunnel.Serving;

namespace Bailey.Tunnel.Socks;

/// <summary>What a SOCKS client asks for.</summary>
/// <param name="Refused">Why it is refused already; null where it is not.</param>
/// <param name="Text">What was named, for the log.</param>
/// <param name="Host">The host; null where refused.</param>
/// <param name="Port">The port.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SocksRequest(EgressReason? Refused, string Text, HostName? Host, int Port);

/// <summary>SOCKS version 5 as far as a request: CONNECT only, names or addresses. Source: RFC 1928, RFC 1929.</summary>
internal static class SocksHandshake
{
    private const byte Version = 5;
    private const byte NoCredentials = 0;
    private const byte UserAndPassword = 2;
    private const byte NoneOfThem = 0xFF;
    private const byte ConnectCommand = 1;
    private const byte Version4 = 1;
    private const byte Name = 3;
    private const byte Version6 = 4;
    private const byte NotAllowed = 2;
    private const byte HostUnreachable = 4;
    private const byte NoSuchCommand = 7;

    /// <summary>The connection stands.</summary>
    public static byte[] Succeeded { get; } = Reply(0);

    /// <summary>Nobody answers there, or the name leads nowhere.</summary>
    public static byte[] Unreachable { get; } = Reply(HostUnreachable);

    /// <summary>A refusal.</summary>
    public static byte[] Answer(EgressReason reason) => reason switch
    {
        EgressReason.Protocol => Reply(NoSuchCommand),
        EgressReason.Credentials => [1, 1],
        _ => Reply(NotAllowed),
    };

    /// <summary>Reads greeting, credentials and request, and answers the first two.</summary>
    /// <exception cref="IOException">The client ended before it had asked.</exception>
    public static async Task<SocksRequest> ReadAsync(PeekBuffer peek, Stream client, TunnelOpening opening, CancellationToken head)
    {
        byte[] greeting = await Bytes(peek, 2, head);
        byte[] methods = await Bytes(peek, greeting[1], head);
        byte method = methods.Contains(UserAndPassword) ? UserAndPassword : methods.Contains(NoCredentials) ? NoCredentials : NoneOfThem;
        await client.WriteAsync(new[] { Version, method }, head);
        if (method == UserAndPassword)
        {
            byte[] start = await Bytes(peek, 2, head);
            byte[] user = await Bytes(peek, start[1], head);
            byte[] password = await Bytes(peek, (await Bytes(peek, 1, head))[0], head);
            if (Encoding.Latin1.GetString(user) != opening.User || Encoding.Latin1.GetString(password) != opening.Password)
            {
                return new SocksRequest(EgressReason.Credentials, "SOCKS", null, 0);
            }

            await client.WriteAsync(new byte[] { 1, 0 }, head);
        }

        return await RequestAsync(peek, head);
    }

    private static async Task<SocksRequest> RequestAsync(PeekBuffer peek, CancellationToken head)
    {
        byte[] start = await Bytes(peek, 4, head);
        string text;
        HostName? host;
        switch (start[3])
        {
            case Name:
                // One byte, one character: what is no ASCII is no name.
                text = Encoding.Latin1.GetString(await Bytes(peek, (await Bytes(peek, 1, head))[0], head));
                host = text.StartsWith('[') ? null : HostName.Parse(text, out _);
                break;
            case Version4 or Version6:
                host = HostName.Of(new IPAddress(await Bytes(peek, start[3] == Version4 ? 4 : 16, head)));
                text = host.InOrigin;
                break;
            default:
                return new SocksRequest(EgressReason.Malformed, "SOCKS", null, 0);
        }

        int port = BinaryPrimitives.ReadUInt16BigEndian(await Bytes(peek, 2, head));
        text = $"{text}:{port}";
        return start[0] != Version ? new SocksRequest(EgressReason.Malformed, text, null, 0)
            : start[1] != ConnectCommand ? new SocksRequest(EgressReason.Protocol, $"{(start[1] == 3 ? "UDP" : "BIND")} {text}", null, 0)
            : host is null || port == 0 ? new SocksRequest(EgressReason.Name, $"{EgressRoute.Connect} {text}", null, 0)
            : new SocksRequest(null, text, host, port);
    }

    private static async Task<byte[]> Bytes(PeekBuffer peek, int count, CancellationToken head) =>
        await peek.AtLeastAsync(count, head) ? peek.Take(count).ToArray() : throw new IOException("the client ended within SOCKS");

    private static byte[] Reply(byte code) => [Version, code, 0, Version4, 0, 0, 0, 0, 0, 0];
}
