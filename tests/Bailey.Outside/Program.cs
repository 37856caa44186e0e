using System.Diagnostics;
using Bailey.Outside;

// A small internet for tests, in two network namespaces of their own with a wire between them and nothing beyond. Started by
// `unshare --net --mount`: that namespace is the "host's", which tests join by this process's number. A second process of this program, in
// a namespace of its own, is everybody else: it answers every address, every name of its list, and writes down every packet that comes.
// Arguments: host FOLDER | outside FOLDER.
switch (args)
{
    case ["host", var folder]:
        Certificates.Make(folder);
        Process outside = Process.Start(new ProcessStartInfo("unshare", ["--net", Environment.ProcessPath!, "outside", folder]) { RedirectStandardInput = true, UseShellExecute = false })!;
        // It has its namespace once it is no longer unshare itself.
        while (!File.ReadAllText($"/proc/{outside.Id}/cmdline").Contains("\0outside", StringComparison.Ordinal) || File.ResolveLinkTarget($"/proc/{outside.Id}/ns/net", false)!.Name == File.ResolveLinkTarget("/proc/self/ns/net", false)!.Name)
        {
            Thread.Sleep(10);
        }

        Wires.OfTheHost(outside.Id);
        Wires.Resolver(folder);
        Wires.Trust(folder);
        outside.StandardInput.WriteLine("wired");
        Console.OpenStandardInput().CopyTo(Stream.Null);
        outside.Kill();
        outside.WaitForExit();
        return 0;
    case ["outside", var folder]:
        Console.ReadLine();
        Wires.OfTheOutside();
        Recorder.Start();
        NameServer.Start();
        Servers.Start(Certificates.Of(folder));
        Console.WriteLine("ready");
        Console.OpenStandardInput().CopyTo(Stream.Null);
        return 0;
    default:
        Console.Error.WriteLine("bailey-outside is started by the tests");
        return 64;
}
