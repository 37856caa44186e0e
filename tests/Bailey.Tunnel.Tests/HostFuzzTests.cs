using Bailey.Tunnel.Tests.Fuzz;

namespace Bailey.Tunnel.Tests;

public sealed class HostFuzzTests
{
    private const int Seed = 20261201;
    private const int Slices = 8;

    private static readonly int Texts = Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") == "1" ? 10_000_000 : 1_000_000;

    [Fact]
    public void No_text_is_one_host_to_who_decides_and_another_to_who_dials()
    {
        var readers = new Readers();
        int accepted = 0;
        int addresses = 0;
        Parallel.For(0, Slices, slice =>
        {
            var texts = new HostTexts(Seed + slice);
            for (int i = 0; i < Texts / Slices; i++)
            {
                string text = texts.Next();
                string? flaw = Disagreement.Of(text, readers);
                Assert.True(flaw is null, $"seed {Seed + slice}, text {i}, {Shown(text)}: {flaw}");
                if (readers.Name(text) is { } host)
                {
                    Interlocked.Increment(ref accepted);
                    Interlocked.Add(ref addresses, host.Address is null ? 0 : 1);
                }
            }
        });
        // Refusing everything would agree, too.
        Assert.InRange(accepted, Texts / 50, Texts / 2);
        Assert.InRange(addresses, Texts / 100, accepted);
    }

    public static TheoryData<string> Weak => [.. WeakReaders.All.Keys];

    [Theory]
    [MemberData(nameof(Weak))]
    public void A_reader_with_a_hole_is_found(string hole)
    {
        var texts = new HostTexts(Seed);
        Assert.Contains(Enumerable.Range(0, Texts / 10), _ => Disagreement.Of(texts.Next(), WeakReaders.All[hole]) is not null);
    }

    private static string Shown(string text) => string.Concat(text.Select(static character => character is > ' ' and < '\u007f' ? $"{character}" : $"\\u{(int)character:x4}"));
}
