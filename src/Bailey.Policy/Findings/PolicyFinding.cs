namespace Bailey.Policy;

/// <summary>Whether a finding stops the policy from being used.</summary>
public enum FindingSeverity
{
    /// <summary>The policy is not used; nothing starts.</summary>
    Error,

    /// <summary>The policy is used, and does not mean what its author may believe.</summary>
    Warning,
}

/// <summary>One thing that is wrong with a policy file, and what to write instead.</summary>
/// <param name="Path">Where: <c>resources["a&gt;b"].globals.process</c>, <c>files[0].path</c>; <c>(file)</c> is the whole text. Printable on a terminal.</param>
/// <param name="Code">A code of <see cref="ErrorCodes"/>, for example <c>BLY1004</c>; <c>docs/errors/&lt;code&gt;.md</c> explains it.</param>
/// <param name="Message">What is wrong, one sentence without a full stop. Printable on a terminal: text of the file is escaped.</param>
/// <param name="Fix">What to do, one sentence without a full stop. Never empty.</param>
/// <param name="Severity">Error unless said otherwise.</param>
public sealed record PolicyFinding(
    string Path, string Code, string Message, string Fix, FindingSeverity Severity = FindingSeverity.Error)
{
    /// <summary>One line: <c>error BLY1004 at files[0].acess: unknown field "acess"; write "access"</c>.</summary>
    public override string ToString() =>
        $"{(Severity == FindingSeverity.Error ? "error" : "warning")} {Code} at {Path}: {Message}; {Fix}";
}
