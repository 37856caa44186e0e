using System.Globalization;
using System.Text;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>Takes what a program writes to its host, and counts it.</summary>
internal sealed class ProgramOutput(int number, Channel host)
{
    private const int Piece = 32 * 1024;

    private long _written;

    /// <summary>Reads one stream to its end; beyond the limit the program is ended.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stream">1 or 2.</param>
    /// <param name="most">Bytes of both streams together.</param>
    public Task Read(SandboxProgram program, int stream, long most) => Task.Factory.StartNew(
        () =>
        {
            byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"guest":{{number}},"stream":{{stream}}}"""));
            Stream from = stream == 1 ? program.Output : program.Errors;
            byte[] buffer = new byte[Piece];
            try
            {
                int count;
                while ((count = from.Read(buffer)) > 0)
                {
                    if (Interlocked.Add(ref _written, count) > most)
                    {
                        program.Process.Kill(LimitKind.Output);
                        return;
                    }

                    host.Notify("guest.output", header, buffer.AsSpan(0, count));
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or ProtocolException)
            {
                // The session ended, or its host did.
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
