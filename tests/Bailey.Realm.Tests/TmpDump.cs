using Xunit;
namespace Bailey.Realm.Tests;
public sealed class TmpDump
{
    [Fact]
    public void Dump()
    {
        using var f = new StreamWriter("/tmp/dump.txt") { AutoFlush = true };
        string? only = Environment.GetEnvironmentVariable("ONLY");
        foreach (string n in EscapeCase.Names("realm"))
        {
            if (only is not null && !System.Text.RegularExpressions.Regex.IsMatch(n, only, System.Text.RegularExpressions.RegexOptions.NonBacktracking)) continue;
            var w = System.Diagnostics.Stopwatch.StartNew();
            var a = EscapeCase.Read(n);
            string d, c, r = "";
            try { var g = InMemoryGuest.Run(a.Files, a.Denied.Policy, a.Denied.Settings); d = g.Output; r = string.Concat(g.Refusals); } catch (Exception e) { d = "EXC " + e.Message; }
            long t = w.ElapsedMilliseconds;
            try { c = a.Control is { } k ? InMemoryGuest.Run(a.Files, k.Policy, k.Settings).Output : PlainProgram.Run(a.Files); } catch (Exception e) { c = "EXC " + e.Message; }
            f.WriteLine($"### {n} {t} {w.ElapsedMilliseconds - t}\n  D: {d.TrimEnd().Replace("\n", " ~ ")}\n  R: {r}\n  C: {c.TrimEnd().Replace("\n", " ~ ")}");
        }
    }
}
