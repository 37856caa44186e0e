using System.Text.RegularExpressions;

namespace Bailey.Conformance.Tests;

/// <summary>What a test finds besides the language: the harness, and as much of the host's object as a guest can have.</summary>
internal static partial class Prelude
{
    /// <summary>Defines <c>print</c> and <c>$262</c>; what is printed is kept in <c>$printed</c>.</summary>
    public const string Host =
        """
        var $printed = [];
        function print(text) { $printed[$printed.length] = '' + text; }
        var $262 = { global: globalThis, gc: function () {}, detachArrayBuffer: function (buffer) { buffer.transfer(); } };
        """;

    /// <summary>The script whose value is what was printed.</summary>
    public const string Printed = "$printed.join('\\n')";

    /// <summary>
    /// A harness file as a compartment takes it. A script's top-level let, const and class are its own there and no later script sees
    /// them, unlike in a realm; the harness means them for the tests, so they become variables.
    /// </summary>
    public static string ForCompartment(string name) => Lexical().Replace(
        Checkout.Harness(name), match => match.Groups["kind"].Value == "class" ? $"var {match.Groups["name"].Value} = class {match.Groups["name"].Value}" : $"var {match.Groups["name"].Value}");

    [GeneratedRegex(@"^(?<kind>const|let|class) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Lexical();
}
