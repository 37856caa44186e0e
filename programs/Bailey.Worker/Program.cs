using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Worker;

// bailey-worker guest|compile [--no-jit] [--rehearse]: started by the broker inside the sandbox, with the channel on descriptor 3 and nothing else open.
// bailey-worker oracle: started by the build; walks a locked-down realm of this engine, runs no guest's text, and fails where wall 1 does not stand.
const int ChannelDescriptor = 3;
const int StackBytes = 64 * 1024 * 1024;
const int Misused = 64;
const int WallUnavailable = 69;

bool jit = !args.Contains("--no-jit");
bool rehearse = args.Contains("--rehearse");
if (args is not [("guest" or "compile" or "oracle") and var role, ..] || args.Length != 1 + (jit ? 0 : 1) + (rehearse ? 1 : 0))
{
    Console.Error.WriteLine("bailey-worker is started by bailey-broker: bailey-worker guest|compile [--no-jit] [--rehearse]");
    return Misused;
}

int exitCode = 0;
var engine = new Thread(
    () =>
    {
        try
        {
            // (5) The engine first: its options are read once.
            JSEngine.Open(jit: jit);
            if (role == "oracle")
            {
                exitCode = OracleCheck.Run();
                return;
            }

            using var stream = new DescriptorStream(new OwnedDescriptor(ChannelDescriptor, ownsHandle: true));
            exitCode = role == "guest" ? GuestWorker.Run(stream, rehearse) : CompileWorker.Run(stream);
        }
        catch (Exception error) when (error is EngineUnavailableException or ProtocolException or IOException)
        {
            Console.Error.WriteLine($"bailey-worker: {error.Message}");
            exitCode = WallUnavailable;
        }
    },
    StackBytes)
{
    Name = "engine",
};
engine.Start();
engine.Join();
return exitCode;
