using System.Text;
using Bailey.Broker.Files;

namespace Bailey.Broker.Tests;

public sealed class ArgumentTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("readAll", "")]
    [InlineData("readAll", "null")]
    [InlineData("readAll", "[]")]
    [InlineData("readAll", "{")]
    [InlineData("readAll", "{}")]
    [InlineData("readAll", """{"path":5}""")]
    [InlineData("readAll", """{"path":null}""")]
    [InlineData("readAll", """{"path":{"a":1}}""")]
    [InlineData("readAll", """{"path":"/data/inside.txt","path":"/data/inside.txt"}""")]
    [InlineData("readAll", """{"path":"/data/inside.txt","unknown":1}""")]
    [InlineData("readAll", """{"path":"/data/inside.txt","fd":16}""")]
    [InlineData("readAll", """{"path":"/data/inside.txt"} {}""")]
    [InlineData("readAll", """{"path":"/data/\ud800"}""")]
    [InlineData("readAll", """{"path":"/data/inside.txt","by":1}""")]
    [InlineData("stat", """{"path":"/data/inside.txt","follow":1}""")]
    [InlineData("read", """{"fd":16}""")]
    [InlineData("read", """{"fd":"16","length":1}""")]
    [InlineData("read", """{"fd":16.5,"length":1}""")]
    [InlineData("read", """{"fd":16,"length":65537}""")]
    [InlineData("read", """{"fd":16,"length":-1}""")]
    [InlineData("read", """{"fd":16,"length":1e99}""")]
    [InlineData("read", """{"fd":16,"length":1,"position":-1}""")]
    [InlineData("read", """{"fd":16,"length":1,"position":"0"}""")]
    [InlineData("write", """{"fd":16,"position":9007199254740992}""")]
    [InlineData("truncate", """{"length":1}""")]
    [InlineData("truncate", """{"fd":16,"path":"/data/inside.txt","length":1}""")]
    [InlineData("truncate", """{"fd":16,"length":-1}""")]
    [InlineData("open", """{"path":"/data/inside.txt","flags":"q"}""")]
    [InlineData("open", """{"path":"/data/inside.txt","flags":3}""")]
    [InlineData("open", """{"path":"/data/inside.txt","flags":2097152}""")]
    [InlineData("open", """{"path":"/data/x","flags":4259841}""")]
    [InlineData("open", """{"path":"/data/inside.txt","flags":-1}""")]
    [InlineData("open", """{"path":"/data/inside.txt","flags":"r","mode":-1}""")]
    [InlineData("access", """{"path":"/data/inside.txt","mode":8}""")]
    [InlineData("chmod", """{"path":"/data/inside.txt","mode":-1}""")]
    [InlineData("utimes", """{"path":"/data/inside.txt","atimeMs":1e300,"mtimeMs":0}""")]
    [InlineData("utimes", """{"path":"/data/inside.txt","atimeMs":1e999,"mtimeMs":0}""")]
    public void Arguments_of_the_wrong_kind_are_EINVAL(string method, string json)
    {
        _world.Open("/data/inside.txt", "r+");
        Assert.Equal("EINVAL", _world.Raw(method, json).Code);
    }

    [Fact]
    public void More_bytes_than_a_chunk_are_EINVAL_and_bytes_where_none_belong_too()
    {
        long file = _world.Open("/data/f", "w");
        Assert.Equal("EINVAL", _world.Ask("write", new { fd = file }, new byte[FileBounds.Chunk + 1]).Code);
        Assert.Equal("EINVAL", _world.Ask("stat", new { path = "/data" }, new byte[1]).Code);
        _world.Do("write", new { fd = file }, new byte[FileBounds.Chunk]);
    }

    [Fact]
    public void No_request_whatever_ends_in_an_exception()
    {
        (string Method, string[] Names)[] methods =
        [
            ("open", ["path", "flags"]), ("close", ["fd"]), ("read", ["fd", "length", "position"]), ("write", ["fd", "position"]),
            ("readAll", ["path"]), ("stat", ["path", "follow"]), ("fstat", ["fd"]), ("list", ["path"]), ("mkdir", ["path", "recursive"]),
            ("remove", ["path", "recursive", "force", "directory"]), ("rename", ["from", "to"]), ("copy", ["from", "to"]), ("truncate", ["path", "length"]),
            ("utimes", ["path", "atimeMs", "mtimeMs"]), ("chmod", ["fd", "mode"]), ("readlink", ["path"]), ("symlink", ["target", "path"]),
            ("realpath", ["path"]), ("access", ["path", "mode"]), ("mkdtemp", ["prefix"]), ("sync", ["fd"]), ("nothing", []),
        ];
        string[] names = ["path", "from", "to", "target", "prefix", "by", "flags", "mode", "fd", "length", "position", "follow", "exclusive", "x"];
        string[] values = ["\"/data/a\"", "\"/data/inside.txt\"", "\"/data/b/c\"", "\"/\"", "\"\"", "\"../x\"", "\"w\"", "\"r\"", "0", "1", "16", "17", "-1", "65536", "1e5", "0.5", "true", "false", "null", "[]", "\"\\u0000\"", "\"\\udfff\"", "9223372036854775807", "99999999999999999999"];
        var random = new Random(7);
        int good = 0;
        for (int i = 0; i < 30_000; i++)
        {
            (string method, string[] needed) = methods[random.Next(methods.Length)];
            var json = new StringBuilder("{");
            foreach (string name in random.Next(10) == 0 ? [.. needed, names[random.Next(names.Length)]] : needed)
            {
                string value = random.Next(8) == 0 ? values[random.Next(values.Length)] : Fitting(name, random);
                json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(value);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(json.Append('}').ToString());
            if (random.Next(10) == 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            good += _world.Service.Handle("file." + method, bytes, new byte[method == "write" ? random.Next(9) : random.Next(50) / 49]).IsError ? 0 : 1;
        }

        Assert.InRange(good, 2_000, 29_000);
        Assert.Equal("secret", File.ReadAllText(_world.Outside("secret.txt")));
    }

    private static string Fitting(string name, Random random) => name switch
    {
        "fd" => random.Next(16, 200).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "flags" => random.Next(2) == 0 ? "\"w+\"" : "\"r\"",
        "follow" or "recursive" or "force" or "directory" or "exclusive" => random.Next(2) == 0 ? "true" : "false",
        "path" or "from" or "to" or "target" or "prefix" => new[] { "\"/data/a\"", "\"/data/a/b\"", "\"/data/c\"", "\"/data/inside.txt\"", "\"c\"", "\"/\"" }[random.Next(6)],
        _ => random.Next(8).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
