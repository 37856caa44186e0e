namespace Bailey.Sandbox;

/// <summary>What a worker needs to run, in terms of the host: from this its read-only root is staged.</summary>
/// <param name="PublishFolder">Absolute host path of the published program; its files become <c>/app</c>.</param>
/// <param name="Executable">The program's file in that folder, for example <c>Bailey.Worker</c>.</param>
public sealed record WorkerLayout(string PublishFolder, string Executable)
{
    /// <summary>For <see cref="Libraries"/> of a program that speaks TLS.</summary>
    public const string OpenSsl = "libssl.so.3";

    /// <summary>
    /// Shared libraries that the program loads by name at run time: their closure is staged too. Empty for a program without any.
    /// </summary>
    public IReadOnlyList<string> Libraries { get; init; } = ["libjavascriptcoregtk-6.0.so.1"];

    /// <summary>Files that a start puts into the root, as paths below it: empty ones are staged to put them over.</summary>
    public IReadOnlyList<string> Placeholders { get; init; } = [];

    /// <summary>
    /// Absolute path of the .NET installation for a framework-dependent program; null to use the one that runs this process,
    /// or else the usual places. Not used for a self-contained program, nor for one that is not .NET.
    /// </summary>
    public string? DotnetRoot { get; init; }
}
