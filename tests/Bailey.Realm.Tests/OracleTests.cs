using Bailey.Protocol;
using Bailey.Realm.Kernel;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>The realm's own walk over all that two packages reach: nothing that either could change is reached by both.</summary>
public sealed class OracleTests
{
    private const string Everything = """{"builtin":{"path":true,"events":true,"util":true,"stream":true,"buffer":true,"url":true,"fs":true},"globals":{"Buffer":true,"URL":true,"console":true,"process":true}}""";

    [Fact]
    public void Two_packages_share_nothing_that_either_could_change() => GuestThread.Run(() =>
    {
        using var realm = new GuestRealm(new SilentPorts(), oracle: true);
        realm.Configure(Configuration());
        Assert.Equal("[]", realm.Oracle());
    });

    private static string Configuration() =>
        $$$"""{"policy":{"resources":{"$oracle-a$":{{{Everything}}},"$oracle-b$":{{{Everything}}}}},"argv":["bailey","/app/index.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true}""";

    private sealed class SilentPorts : IGuestPorts
    {
        public Reply Call(string method, string json, ReadOnlySpan<byte> data) => Reply.Failure("ENOSYS", method);

        public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

        public void Write(int stream, ReadOnlySpan<byte> bytes)
        {
        }

        public void Exit(int code)
        {
        }

        public void ReachLimit(string limit)
        {
        }

        public void Report(string text)
        {
        }
    }
}
