using System.Globalization;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Probes;

/// <summary>
/// What runs inside sandboxes under test. Modes:
/// <c>echo</c> answers each byte of the channel; <c>attack [--warm | --sealed n | --fenced n] name...</c> makes attempts, after it loaded the filter that
/// comes on descriptor 3, or the n filters that come on its standard input, or those and a Landlock domain; <c>list</c> prints all attempts and what each would get;
/// <c>stand program argument...</c> runs a program where there is something to attack; <c>engine</c> works with JavaScriptCore
/// before and after the second filter; <c>hog | spin | sleep | threads | descriptors | flood | exit n | abort</c> misbehave;
/// <c>filter 1 | 2</c> prints a filter as <c>engine</c> wants it on descriptor 3, for strace outside any sandbox; <c>doctor</c> prints what stands; <c>fallback stage executable argument...</c> runs itself as a worker where it is, behind whatever stands there; <c>foreign x32 | i386</c> makes a call of another architecture; <c>host stage executable sleep | echo</c> starts
/// a sandbox of its own and waits to be killed.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments) => arguments switch
    {
        ["echo"] => Misbehaviour.Echo(),
        ["attack", "--warm", .. string[] names] => Attack(names, 1, WorkerDescriptors.Channel),
        ["attack", "--sealed", string filters, .. string[] names] => Attack(names, int.Parse(filters, CultureInfo.InvariantCulture), 0),
        ["attack", "--fenced", string filters, .. string[] names] => Attack(names, int.Parse(filters, CultureInfo.InvariantCulture), 0, fenced: true),
        ["attack", .. string[] names] => Attack(names, 0, 0),
        ["list"] => List(),
        ["stand", string program, .. string[] rest] => Misbehaviour.Stand(program, rest),
        ["victim"] => Misbehaviour.Victim(),
        ["filter", string stage] => Misbehaviour.PrintFilter(stage == "1" ? WorkerFilters.Stage1() : WorkerFilters.Stage2()),
        ["doctor"] => Misbehaviour.Doctor(),
        ["foreign", string architecture] => ForeignCalls.Run(architecture),
        ["engine"] => Engine.Run(),
        ["hog"] => Misbehaviour.Hog(),
        ["spin"] => Misbehaviour.Spin(),
        ["sleep"] => Misbehaviour.Sleep(),
        ["threads"] => Misbehaviour.StartThreads(),
        ["descriptors"] => Misbehaviour.OpenDescriptors(),
        ["flood"] => Misbehaviour.Flood(),
        ["abort"] => Misbehaviour.Abort(),
        ["fallback", string stage, string executable, .. string[] rest] => Misbehaviour.Fallback(stage, executable, rest),
        ["exit", string code] => int.Parse(code, CultureInfo.InvariantCulture),
        ["host", string stage, string executable, string mode] => Misbehaviour.Host(stage, executable, mode),
        ["program-host", string bubblewrap, string folder] => Misbehaviour.ProgramHost(bubblewrap, folder),
        ["host", string stage, string executable, string mode, string bubblewrap] => Misbehaviour.Host(stage, executable, mode, new SandboxOptions { Bubblewrap = bubblewrap, Fallback = true }),
        _ => 64,
    };

    private static int List()
    {
        foreach (string name in Attacks.All.Keys)
        {
            Output.Line($"{name}\t{Criteria.Of(name)}");
        }

        return 0;
    }

    private static int Attack(string[] names, int filters, int from, bool fenced = false)
    {
        Output.Warm();
        byte[][] programs = [.. Enumerable.Range(0, filters).Select(_ => Warmth.ReceiveFilter(from))];
        if (fenced)
        {
            // This thread, which makes all attempts.
            Landlock.RestrictThread([]);
        }

        foreach (byte[] program in programs)
        {
            Seccomp.Load(program);
        }

        foreach (string name in names)
        {
            Output.Line($"{name}\t{Attacks.Make(name)}");
        }

        return 0;
    }
}
