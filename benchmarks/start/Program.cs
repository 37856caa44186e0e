// dotnet run -c Release --project benchmarks/start -- <published broker> <program folder> [rounds] [warm] [jit]
// Milliseconds from asking for a guest to its first output, and what the waiting workers hold resident.
using System.Diagnostics;
using System.Globalization;
using Bailey;
using Bailey.Start;

if (args is not [var broker, var folder, ..])
{
    Console.Error.WriteLine("start <published Bailey.Broker> <program folder> [rounds] [warm] [jit]");
    return 64;
}

int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20;
int warm = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
bool jit = args is [_, _, _, _, "jit"];
var program = new GuestProgram
{
    Folder = Path.GetFullPath(folder),
    Policy = """{"resources":{}}""",
    Bailey = $$"""{"bailey":1,"entry":"index.js"{{(jit ? ",\"dynamicCode\":\"jit\"" : "")}}}""",
};
await using BaileyHost host = BaileyHost.Start(new BaileyHostOptions { Broker = broker });
var times = new List<double>();
for (int round = 0; round < rounds; round++)
{
    long bytes = warm > 0 ? await host.KeepWarmAsync(program, warm) : 0;
    var first = new FirstOutput();
    long asked = Stopwatch.GetTimestamp();
    await using Guest guest = await host.StartAsync(program, new GuestOptions { Observer = first });
    double milliseconds = Stopwatch.GetElapsedTime(asked, await first.Seen).TotalMilliseconds;
    await guest.Completion;
    times.Add(milliseconds);
    if (round == 0)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"waiting workers hold {bytes / 1e6:F0} MB resident; first guest {milliseconds:F1} ms"));
    }
}

string samples = System.Text.Json.JsonSerializer.Serialize(times);
times.Sort();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first output after: min {times[0]:F1} ms, median {times[times.Count / 2]:F1} ms, max {times[^1]:F1} ms, {rounds} guests, {warm} kept warm, jit {jit}"));
// The last line is for ./bench.
Console.WriteLine($$"""{"engine":"Bailey","result":"","samples":{{samples}}}""");
return 0;
