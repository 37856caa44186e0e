using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Worker;

// bailey-worker guest|compile [--no-jit]: started by the broker inside the sandbox, with the channel on descriptor 3 and nothing else open.
// bailey-worker oracle: started by the build; walks a locked-down realm of this engine, runs no guest's text, and fails where wall 1 does not stand.
const int ChannelDescriptor = 3;
const int StackBytes = 64 * 1024 * 1024;
const int Misused = 64;
const int WallUnavailable = 69;

if (args is not [("guest" or "compile" or "oracle") and var role, ..] || args.Length > 2 || (args.Length == 2 && args[1] != "--no-jit"))
{
    Console.Error.WriteLine("bailey-worker is started by bailey-broker: bailey-worker guest|compile [--no-jit]");
    return Misused;
}

bool jit = args.Length == 1;

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
            exitCode = role == "guest" ? GuestWorker.Run(stream) : CompileWorker.Run(stream);
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
