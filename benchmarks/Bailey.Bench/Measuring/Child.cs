using System.Diagnostics;
using System.Text.Json;

namespace Bailey.Bench.Measuring;

/// <summary>What a measuring process says in its last line of output.</summary>
/// <param name="Engine">Name and version of the engine.</param>
/// <param name="Result">What the workload computed, to compare with what it must.</param>
/// <param name="Samples">Milliseconds of process CPU time, or what the measurement says it is.</param>
internal sealed record ChildAnswer(string Engine, string Result, double[] Samples);

/// <summary>A wrong answer or a process that failed: the one thing that makes ./bench fail.</summary>
internal sealed class WrongResultException(string message) : Exception(message);

/// <summary>Starts a fresh process for one repetition of one measurement.</summary>
internal static class Child
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Runs it to its end, in the checkout's root.</summary>
    /// <exception cref="WrongResultException">It failed, or its last line is no answer.</exception>
    public static ChildAnswer Ask(string program, params ReadOnlySpan<string> arguments) => AskIn(Place.Root, program, arguments);

    /// <summary>Runs it to its end in a directory.</summary>
    /// <exception cref="WrongResultException">It failed, or its last line is no answer.</exception>
    public static ChildAnswer AskIn(string directory, string program, params ReadOnlySpan<string> arguments)
    {
        string output = Output(program, directory, arguments);
        string last = output.TrimEnd().Split('\n')[^1];
        try
        {
            return JsonSerializer.Deserialize<ChildAnswer>(last, Camel)!;
        }
        catch (JsonException)
        {
            throw new WrongResultException($"{program} {string.Join(' ', arguments)} printed no answer but: {output}");
        }
    }

    /// <summary>This program again, in the role of what is measured.</summary>
    public static ChildAnswer AskSelf(params ReadOnlySpan<string> arguments) => Ask(Environment.ProcessPath!, ["inside", .. arguments]);

    /// <summary>Runs a program and returns its standard output.</summary>
    /// <exception cref="WrongResultException">Its exit code is not 0.</exception>
    public static string Output(string program, string directory, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new WrongResultException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{error.Result}");
    }
}
