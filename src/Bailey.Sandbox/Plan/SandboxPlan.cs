using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>A descriptor that bubblewrap starts with.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Content">For <see cref="DescriptorRole.Data"/>: the text to be read from it.</param>
public sealed record PlannedDescriptor(int Number, DescriptorRole Role, string? Content = null);

/// <summary>What a planned descriptor is for.</summary>
public enum DescriptorRole
{
    /// <summary>/dev/null, for reading.</summary>
    Null,
    /// <summary>The writing end of the diagnostics pipe.</summary>
    Diagnostics,
    /// <summary>The worker's end of the channel; of a program, the socket on which it speaks or hands its listener over before it begins.</summary>
    Channel,
    /// <summary>bubblewrap reads its arguments here, so that no process list shows them.</summary>
    Arguments,
    /// <summary>bubblewrap reads the filter here.</summary>
    Filter,
    /// <summary>bubblewrap writes the number of the process it made here.</summary>
    Information,
    /// <summary>A program's standard input.</summary>
    Input,
    /// <summary>A program's standard output.</summary>
    Output,
    /// <summary>A program's standard error, and bubblewrap's.</summary>
    Errors,
    /// <summary>The listening socket of a web host or a tunnel.</summary>
    Listener,
    /// <summary>The Landlock ruleset that the fence takes on and closes.</summary>
    Ruleset,
    /// <summary>The content of one masked file.</summary>
    Data,
}

/// <summary>
/// Everything that starting one sandbox will do, as data: made by a pure function from a <see cref="WorkerStart"/>, shown by
/// <see cref="ToString"/>, carried out by the spawner.
/// </summary>
public sealed record SandboxPlan
{
    /// <summary>What bubblewrap is told on <see cref="DescriptorRole.Arguments"/>, in order.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The program inside and its arguments, which bubblewrap takes only from its real command line.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The Landlock domain of the program, taken on between the launcher and it; null for none.</summary>
    public FencePlan? Fence { get; init; }

    /// <summary>What is started instead of bubblewrap, and its arguments before <see cref="Command"/>; null for bubblewrap.</summary>
    public IReadOnlyList<string>? Launch { get; init; }

    /// <summary>What separates it from the host.</summary>
    public SandboxMechanism Mechanism => Launch is null ? SandboxMechanism.Namespaces : SandboxMechanism.Landlock;

    /// <summary>The launcher's own environment: empty for bubblewrap, which is told the program's.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Every descriptor, numbered 0..n-1 in order; all others are closed.</summary>
    public required IReadOnlyList<PlannedDescriptor> Descriptors { get; init; }

    /// <summary>Resource limits set before anything inside runs.</summary>
    public required IReadOnlyList<(ResourceLimit Resource, ulong Value)> ResourceLimits { get; init; }

    /// <summary>The number of the only descriptor with a role, or of the first.</summary>
    public int NumberOf(DescriptorRole role) => Descriptors.First(d => d.Role == role).Number;

    /// <summary>The plan as text, one item per line, for review and for golden tests.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (PlannedDescriptor descriptor in Descriptors)
        {
            text.Append("descriptor ").Append(descriptor.Number).Append(' ').Append(descriptor.Role)
                .Append(descriptor.Content is { } content ? $" {content.Length} bytes" : "").Append('\n');
        }

        foreach ((ResourceLimit resource, ulong value) in ResourceLimits)
        {
            text.Append("limit ").Append(resource).Append(' ').Append(value).Append('\n');
        }

        foreach (string argument in Arguments)
        {
            text.Append(argument.StartsWith("--", StringComparison.Ordinal) && text[^1] != '\n' ? "\n" : "")
                .Append(argument.StartsWith("--", StringComparison.Ordinal) ? "" : " ").Append(argument);
        }

        foreach (FenceRule rule in Fence?.Rules ?? [])
        {
            text.Append("\nfence ").Append(rule.Path).Append(' ').Append(rule.Access);
        }

        text.Append(Fence is null ? "" : $"\nfence {(Fence.Connects ? "connecting by TCP" : "no TCP")}");
        foreach (string line in Environment.Select(static variable => "environment " + variable).Concat(Launch is null ? [] : ["launch " + string.Join(' ', Launch)]))
        {
            text.Append('\n').Append(line);
        }

        return text.Append("\ncommand ").AppendJoin(' ', Command).Append('\n').ToString();
    }
}
