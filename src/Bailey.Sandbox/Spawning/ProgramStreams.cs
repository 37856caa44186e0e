using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The pipes of a program's standard streams, both ends of each.</summary>
internal sealed class ProgramStreams : IDisposable
{
    private readonly OwnedDescriptor? inputTheirs;
    private readonly OwnedDescriptor outputTheirs;
    private readonly OwnedDescriptor errorsTheirs;

    public ProgramStreams(bool hasInput)
    {
        if (hasInput)
        {
            LibCException.ThrowIf(LibC.pipe(out inputTheirs, out OwnedDescriptor input), "pipe2");
            Input = input;
        }

        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor output, out outputTheirs), "pipe2");
        Output = output;
        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor errors, out errorsTheirs), "pipe2");
        Errors = errors;
    }

    /// <summary>Where the host writes; null without a standard input.</summary>
    public OwnedDescriptor? Input { get; }

    /// <summary>Where the host reads the standard output.</summary>
    public OwnedDescriptor Output { get; }

    /// <summary>Where the host reads the standard error.</summary>
    public OwnedDescriptor Errors { get; }

    /// <summary>The program's end of one.</summary>
    public OwnedDescriptor? Of(DescriptorRole role) => role switch
    {
        DescriptorRole.Input => inputTheirs,
        DescriptorRole.Output => outputTheirs,
        DescriptorRole.Errors => errorsTheirs,
        _ => null,
    };

    /// <summary>Once the program has its ends: the host's find the end when the program closes them.</summary>
    public void CloseTheirs()
    {
        inputTheirs?.Dispose();
        outputTheirs.Dispose();
        errorsTheirs.Dispose();
    }

    public void Dispose()
    {
        CloseTheirs();
        Input?.Dispose();
        Output.Dispose();
        Errors.Dispose();
    }
}
