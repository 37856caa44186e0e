using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>A running native program. Disposing kills it. Thread-safe, each stream for one thread.</summary>
public sealed class SandboxProgram : IDisposable
{
    internal SandboxProgram(SandboxProcess process, ProgramStreams streams, bool listens)
    {
        Process = process;
        Input = streams.Input is { } input ? new DescriptorStream(input) : null;
        Output = new DescriptorStream(streams.Output);
        Errors = new DescriptorStream(streams.Errors);
        Listener = Task.Run(() => Begin(process.Socket, listens));
    }

    /// <summary>Its processes: end, limits, use. Its channel carries nothing.</summary>
    public SandboxProcess Process { get; }

    /// <summary>The standard input; null where it has none. Closing it is its end.</summary>
    public Stream? Input { get; }

    /// <summary>The standard output. Ends when nobody inside holds it.</summary>
    public Stream Output { get; }

    /// <summary>The standard error, bubblewrap's words included. Ends when nobody inside holds it.</summary>
    public Stream Errors { get; }

    /// <summary>
    /// The socket that listens on the program's own loopback, for the caller to own; null where it has none or ended before it was there. Done
    /// when the program may begin.
    /// </summary>
    public Task<OwnedDescriptor?> Listener { get; }

    /// <summary>The address of that socket as variables: <c>HTTP_PROXY</c> and the like, both spellings.</summary>
    /// <param name="user">Letters and digits.</param>
    /// <param name="password">Letters and digits.</param>
    public static IReadOnlyDictionary<string, string> ProxyVariables(string user, string password)
    {
        string proxy = $"http://{user}:{password}@127.0.0.1:{ProgramRoot.ProxyPort}";
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])
        {
            variables[name] = proxy;
            variables[name.ToLowerInvariant()] = proxy;
        }

        // Its own loopback is its own.
        variables["NO_PROXY"] = variables["no_proxy"] = "localhost,127.0.0.1,::1";
        // Node 24 and later take the variables only when told to.
        variables["NODE_USE_ENV_PROXY"] = "1";
        return variables;
    }

    private static OwnedDescriptor? Begin(OwnedDescriptor socket, bool listens)
    {
        OwnedDescriptor? listener = null;
        try
        {
            if (listens)
            {
                listener = ListenerHandOver.Receive(socket);
            }
            else
            {
                FirstWord.Hear(socket);
            }

            FirstWord.Answer(socket);
        }
        catch (ObjectDisposedException)
        {
            // It was ended meanwhile.
        }

        return listener;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        Input?.Dispose();
        Output.Dispose();
        Errors.Dispose();
    }
}
