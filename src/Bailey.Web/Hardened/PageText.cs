using System.Globalization;

namespace Bailey.Web.Hardened;

/// <summary>What a text of a page is compiled as.</summary>
public enum TextGoal
{
    /// <summary>A classic script, or what stands behind <c>javascript:</c>.</summary>
    Script,

    /// <summary>A module.</summary>
    Module,

    /// <summary>The value of an event handler attribute.</summary>
    Handler,
}

/// <summary>One text of a page that the shell may run, once it is compiled.</summary>
/// <param name="Goal">As what.</param>
/// <param name="Text">The text, as a browser's parser gives it.</param>
/// <param name="Name">Of a handler: the attribute's name, lower case; else empty.</param>
public sealed record PageText(TextGoal Goal, string Text, string Name = "")
{
    /// <summary>The longest text that is compiled, in UTF-16 units; js/compile/src/page/compile-page.ts has the same number.</summary>
    public const int Longest = 4 << 20;

    /// <summary>The goal as the compiler and the shell call it: <c>script</c>, <c>module</c>, <c>handler</c>.</summary>
    public string GoalWord => Goal switch { TextGoal.Script => "script", TextGoal.Module => "module", _ => "handler" };

    /// <summary>The goal with a handler's name: <c>handler:onclick</c>.</summary>
    public string Description => Goal == TextGoal.Handler ? $"handler:{Name}" : GoalWord;

    /// <summary>By which the shell finds the text among those that were compiled in advance; it compares the text itself afterwards.</summary>
    public string Key()
    {
        uint hash = 2166136261;
        foreach (char unit in Text)
        {
            hash = (hash ^ unit) * 16777619;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Description}:{Text.Length}:{hash:x}");
    }
}
