using Bailey.Realm.Tests;

// The corpus against wall 1 as a program, so that it can be run behind the other walls or without them: `list` prints the cases; `denied` runs
// each as it must be denied, `control` with one grant more or without a realm. One line a case: name, whether it had its effect, how it ended.
// What it prints is what the trusted half of each case's program saw.
switch (args)
{
    case ["list"]:
        Print(EscapeCase.Names("realm"));
        return 0;
    case ["denied" or "control", .. string[] names]:
        foreach (string name in names)
        {
            Print([$"{name}\t{(args[0] == "denied" ? Make(() => EscapeOutcome.Denied(EscapeCase.Read(name), out _)) : Make(() => EscapeOutcome.Control(EscapeCase.Read(name))))}"]);
        }

        return 0;
    default:
        Console.Error.WriteLine("bailey-escapes is started by bailey assess");
        return 64;
}

// An attack that breaks says nothing: neither reached nor refused.
static string Make(Func<EscapeOutcome> run)
{
    try
    {
        (bool effect, string end) = run();
        return $"{(effect ? "reached" : "refused")} {Line(end)}";
    }
    catch (Exception broken) when (broken is InvalidOperationException or TimeoutException)
    {
        return "Failed " + Line(broken.Message);
    }
}

// A sandbox's host keeps 64 KiB of what is printed.
static string Line(string text) => (text.Length > 120 ? text[..120] : text).ReplaceLineEndings(" ").Replace('\t', ' ');

static void Print(IEnumerable<string> lines)
{
    foreach (string line in lines)
    {
        Console.Out.WriteLine(line);
    }
}
