using System.Diagnostics;
using Bailey.Assess;
using Bailey.Assess.Measures;
using Bailey.Assess.Reports;
using Bailey.Interop;
using Bailey.Sandbox;

// `bailey assess` starts this program; it starts itself again on a stand, where there is something to attack.
if (args is ["on-stand", ..])
{
    return Options.Parse(args[1..]) is { } options ? Assess(options) : 64;
}

using Process stand = Process.Start(new ProcessStartInfo(Path.Combine(Installed.Folder, "probes", "Bailey.Probes"), ["stand", Environment.ProcessPath!, "on-stand", .. args]) { UseShellExecute = false })!;
stand.WaitForExit();
return stand.ExitCode;

static int Assess(Options options)
{
    try
    {
        Assessment assessment = Assessment.Make(options);
        if (options.Html is { } page)
        {
            File.WriteAllText(page, HtmlReport.Of(assessment));
        }

        if (options.Json)
        {
            Console.Out.WriteLine(JsonReport.Of(assessment));
        }
        else
        {
            TextReport.Print(assessment);
        }

        return assessment.Unexplained.Any() ? 1 : 0;
    }
    catch (WallUnavailableException unavailable)
    {
        Console.Error.WriteLine("bailey: " + unavailable.Message);
        return 69;
    }
    catch (Exception broken) when (broken is InvalidOperationException or IOException or UnauthorizedAccessException or LibCException)
    {
        Console.Error.WriteLine("bailey: the assessment broke off: " + Printable.Of(broken.Message));
        return 70;
    }
}
