using System.Text;
using System.Text.Json;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>Native programs started by a host that runs already.</summary>
internal static class NativeRun
{
    /// <summary>Starts one under a policy.</summary>
    public static Task<Guest> Start(BaileyHost host, string bailey, string[] command, IGuestObserver? observer = null) => host.ExecAsync(
        new NativeProgram { Program = command[0], Arguments = command[1..], PolicyFolder = Place.Work, Bailey = bailey },
        observer);

    /// <summary>Runs one to its end.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="WrongResultException">It did not end with 0.</exception>
    public static async Task<string> RunAsync(BaileyHost host, string bailey, params string[] command)
    {
        var heard = new Heard();
        await using Guest guest = await Start(host, bailey, command, heard);
        GuestOutcome outcome = await guest.Completion;
        return outcome is GuestOutcome.Exited { Code: 0 } ? heard.Said : throw new WrongResultException($"{command[0]} in a sandbox: {outcome}; {heard.Errors}");
    }

    /// <summary>A policy with one origin of this machine.</summary>
    public static string Granting(string origin) => JsonSerializer.Serialize(new
    {
        bailey = 1,
        egress = new[] { new { origin, methods = (string[])["GET"], privateAddresses = true } },
        limits = new { memory = "1GB", openFiles = 1024 },
    });

    private sealed class Heard : IGuestObserver
    {
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _errors = new();

        public string Said => _output.ToString();

        public string Errors => _errors.ToString();

        public void Output(int stream, ReadOnlySpan<byte> bytes) => (stream == 1 ? _output : _errors).Append(Encoding.UTF8.GetString(bytes));

        public void Refused(GuestRefusal refusal) => _errors.Append(refusal);
    }
}
