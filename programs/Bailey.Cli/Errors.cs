namespace Bailey.Cli;

/// <summary>How the command line says that something is wrong: what, and what to do.</summary>
internal static class Errors
{
    /// <summary>Prints to standard error.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Say(int exitCode, string what, string? fix)
    {
        Console.Error.WriteLine("bailey: " + what);
        if (fix is not null)
        {
            Console.Error.WriteLine("        " + fix);
        }

        return exitCode;
    }

    /// <summary>Prints why nothing was started.</summary>
    /// <returns>The exit code of its fault.</returns>
    public static int Say(BaileyException error)
    {
        Console.Error.WriteLine("bailey: " + error.Message);
        foreach (string finding in error.Findings)
        {
            Console.Error.WriteLine("  " + finding);
        }

        return ExitCodes.Of(error.Fault);
    }
}
