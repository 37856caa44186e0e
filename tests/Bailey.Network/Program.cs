using Bailey.Network;

// The inside of a network namespace of the tests' own: it gives the namespace addresses, answers every name and connection in it, and
// writes down every packet. It is started inside by `unshare`, others join it by its process id, and it ends with its standard input.
// Arguments: the folder of the pages that are served bare, and a file of lines "address name".
if (args is not [var pages, var hosts])
{
    Console.Error.WriteLine("bailey-network is started by the tests: bailey-network PAGES HOSTS");
    return 64;
}

Addresses.Assign();
Addresses.Resolve(Path.Combine(Path.GetDirectoryName(hosts)!, "resolv.conf"));
var recorder = new Recorder(Console.Out);
var names = new NameServer(hosts);
_ = names.AnswerDatagrams();
_ = names.AnswerStreams();
await WebServers.Start(pages);
Deaf.Listen();
recorder.Say(new { kind = "ready", port = WebServers.BarePort });
Console.OpenStandardInput().CopyTo(Stream.Null);
recorder.Say(new { kind = "end", lost = recorder.Lost });
// At once: a thread that waits for packets is not asked to stop.
Environment.Exit(0);
return 0;
