using System.Globalization;
using Bailey.Bench.Measuring;
using Bailey.Realm.Compile;

namespace Bailey.Bench.Inside;

/// <summary>What single operations of a realm cost, measured inside one process.</summary>
internal static class GuestCosts
{
    private const string Entry = "/app/index.js";
    private const string Request = "{\"entry\":\"" + Entry + "\",\"policy\":{\"resources\":{}}}";
    private const int Samples = 9;

    /// <summary>Samples of one operation in the unit of its row (see Costs/CostSection.cs).</summary>
    public static (string Result, double[] Samples) Measure(string name) => name switch
    {
        "lockdown" => Lockdown(),
        "compartment" => Repeated(100, static (guest, i) => guest.Evaluate($"package-{i}", "1")),
        "evaluate-new" => Repeated(200, static (guest, i) => guest.Evaluate("$root$", string.Create(CultureInfo.InvariantCulture, $"(function () {{ const a = {i}; return a + 1; }})()"))),
        "evaluate-same" => Repeated(1000, static (guest, _) => guest.Evaluate("$root$", "(function () { const a = 1; return a + 1; })()")),
        "host-call" => HostCall(),
        "transform-cold" => Transform(warm: 0, cached: false),
        "transform-warm" => Transform(warm: 5, cached: false),
        "transform-cached" => Transform(warm: 5, cached: true),
        _ => throw new ArgumentException($"there is no cost {name}", nameof(name)),
    };

    /// <summary>Milliseconds to a realm that runs an empty program, compiler included; one sample, for a process boots once.</summary>
    private static (string Result, double[] Samples) Lockdown()
    {
        double start = Stopper.Cpu;
        using Guest guest = Empty();
        return ("", [Stopper.Cpu - start]);
    }

    /// <summary>Microseconds of one operation.</summary>
    private static (string Result, double[] Samples) Repeated(int count, Action<Guest, int> operation)
    {
        using Guest guest = Empty();
        int next = 0;
        double[] samples = new double[Samples];
        for (int round = -3; round < Samples; round++)
        {
            double start = Stopper.Cpu;
            for (int i = 0; i < count; i++)
            {
                operation(guest, next++);
            }

            samples[Math.Max(0, round)] = (Stopper.Cpu - start) * 1000 / count;
        }

        return ("", samples);
    }

    /// <summary>Nanoseconds of Date.now(), which asks the host.</summary>
    private static (string Result, double[] Samples) HostCall()
    {
        const int Count = 100_000;
        using Guest guest = Empty();
        double[] samples = [.. Enumerable.Range(0, Samples + 3).Select(_ =>
        {
            double start = Stopper.Cpu;
            guest.Evaluate("$root$", "for (let i = 0; i < 100000; i++) Date.now()");
            return (Stopper.Cpu - start) * 1e6 / Count;
        }).Skip(3)];
        return ("", samples);
    }

    /// <summary>Microseconds for each KB (1000 characters) of lodash, from text to graph: parsed, rewritten, verified.</summary>
    private static (string Result, double[] Samples) Transform(int warm, bool cached)
    {
        string text = File.ReadAllText(Place.Npm("lodash/lodash.js"));
        var files = new FilesInMemory(new Dictionary<string, string>(StringComparer.Ordinal) { [Entry] = text });
        using var compiler = new CompileContext(files);
        int turn = 0;
        double Once()
        {
            // A new comment is a new text: nothing comes from the cache.
            files.Replace(Entry, cached ? text : $"{text}\n//{turn++}");
            double start = Stopper.Cpu;
            string answer = compiler.Run("graph", Request);
            return answer.Length > text.Length ? (Stopper.Cpu - start) * 1000 / (text.Length / 1000.0) : throw new WrongResultException(answer);
        }

        for (int i = 0; i < warm; i++)
        {
            Once();
        }

        return ("", [.. Enumerable.Range(0, warm == 0 ? 1 : Samples).Select(_ => Once())]);
    }

    private static Guest Empty() => new(new Dictionary<string, string>(StringComparer.Ordinal) { [Entry] = "" }, """{"resources":{}}""");
}
