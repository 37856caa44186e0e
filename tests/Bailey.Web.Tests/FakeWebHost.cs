using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bailey.AspNetCore;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Web.Tests;

/// <summary>A web host that was taken over: answers each connection with bytes that a test chose.</summary>
internal sealed class FakeWebHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public FakeWebHost(string id, string baseOrigin, string grade = "declared")
    {
        var address = ContainerAddress.Of(id, baseOrigin, baseOrigin);
        BaileyPolicy policy = BaileyPolicy.Empty with { Frame = new FramePolicy { Grade = grade == "declared" ? FrameGrade.Declared : FrameGrade.Hardened } };
        Compiled = DocumentPolicy.Compile(policy, address);
        string socket = Path.Combine(_folder, "web");
        _listener.Bind(new UnixDomainSocketEndPoint(socket));
        _listener.Listen(64);
        _ = Accept();
        byte[] shown = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id, origin = address.Origin, authority = address.Authority, grade, sandbox = "allow-scripts", allow = "", frameSource = address.Origin, socket,
            headers = Compiled.Headers.Select(static header => new { name = header.Name, value = header.Value, reason = header.Reason }),
        });
        Container = new Container(new Channel(new MemoryStream(), new Nobody()), 1, static _ => { }).Opened(new Reply(false, shown, default));
    }

    public CompiledDocument Compiled { get; }

    public Container Container { get; }

    /// <summary>What every request is answered with.</summary>
    public string Answer { get; set; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nok";

    /// <summary>The last request's bytes.</summary>
    public string Asked { get; private set; } = "";

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket connection = await _listener.AcceptAsync();
            _ = Task.Run(async () =>
            {
                using (connection)
                {
                    byte[] buffer = new byte[64 * 1024];
                    int count = await connection.ReceiveAsync(buffer);
                    Asked = Encoding.Latin1.GetString(buffer, 0, count);
                    await connection.SendAsync(Encoding.Latin1.GetBytes(Answer));
                }
            });
        }
    }

    private sealed class Nobody : IChannelHandler
    {
        public void OnRequest(Request request)
        {
            // Nobody asks.
        }

        public void OnEvent(Message message)
        {
            // Nobody speaks.
        }

        public void OnClosed(string? reason)
        {
            // It was never open.
        }
    }
}
