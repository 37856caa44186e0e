using System.Net.Sockets;

namespace Bailey.Broker.Tests;

public sealed class SpecialFileTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_pipe_is_refused_at_once_and_a_file_beside_it_is_read()
    {
        Command.Run("mkfifo", _world.Host("pipe"));
        AssertRefused("/data/pipe");
        Assert.Equal("inside", _world.Text("/data/inside.txt"));
    }

    [Fact]
    public void A_pipe_with_somebody_at_its_other_end_is_refused_too()
    {
        Command.Run("mkfifo", _world.Host("pipe"));
        using var both = new FileStream(_world.Host("pipe"), FileMode.Open, System.IO.FileAccess.ReadWrite);
        AssertRefused("/data/pipe");
    }

    [Fact]
    public void A_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_world.Host("socket")));
        AssertRefused("/data/socket");
    }

    [RootFact]
    public void A_device_is_refused()
    {
        // /dev/null: harmless should it be opened after all.
        Command.Run("mknod", _world.Host("device"), "c", "1", "3");
        AssertRefused("/data/device");
    }

    private void AssertRefused(string path)
    {
        Assert.Equal("other", _world.Do("stat", new { path }).Text("kind"));
        foreach (Answer answer in new[]
        {
            _world.Ask("readAll", new { path }),
            _world.Ask("open", new { path, flags = "r" }),
            _world.Ask("open", new { path, flags = "w" }),
            _world.Ask("open", new { path, flags = "r+" }),
            _world.Ask("copy", new { from = path, to = "/data/copy" }),
            _world.Ask("copy", new { from = "/data/inside.txt", to = path }),
            _world.Ask("truncate", new { path, length = 0 }),
            _world.Ask("chmod", new { path, mode = 0 }),
        })
        {
            Assert.Equal(("EACCES", true), (answer.Code, answer.IsRefusal));
        }
    }
}
