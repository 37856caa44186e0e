using System.Text.Json;

namespace Bailey.Realm.Kernel;

/// <summary>
/// What the realm's own walk found: everything that two packages reach by syntax, globals, <c>node:</c> modules and modules.
/// </summary>
/// <remarks>
/// <b>Stops:</b> an engine with an intrinsic that lockdown does not know; a shared module that leaks state between packages.
/// <b>Does not stop:</b> state that only closures hold.
/// </remarks>
/// <param name="Findings">Shared objects that either package could change, and forbidden ones that one reaches: path and reason.</param>
/// <param name="Failed">Roots of the walk that could not be made, with the error.</param>
/// <param name="Shared">How many objects both packages reach.</param>
public sealed record OracleReport(IReadOnlyList<string> Findings, IReadOnlyList<string> Failed, int Shared)
{
    /// <summary>A walk that saw fewer shared objects did not see the realm; the tested engine has about 4000.</summary>
    public const int FewestShared = 3000;

    // Two packages that are granted everything there is; the second policy lets one value be seen by both.
    private const string Configuration =
        """{"policy":{"resources":RESOURCES},"argv":["bailey","/app/index.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true}""";

    /// <summary>Whether wall 1 stands on this engine, as far as the walk sees.</summary>
    public bool Holds => Findings.Count == 0 && Failed.Count == 0 && Shared >= FewestShared;

    /// <summary>Locks an engine down and walks it. On a thread with a guest's stack.</summary>
    /// <param name="planted">A global that both packages may assign and the first one does: what the walk must then find. Tests only.</param>
    /// <exception cref="Interop.EngineUnavailableException">The engine cannot be used.</exception>
    public static OracleReport Make(string? planted = null)
    {
        using var realm = new GuestRealm(new NoPorts(), oracle: true);
        string grant = $$$"""{"globals":{"{{{planted}}}":"write"}}""";
        string grants = planted is null ? "{}" : $$"""{"$oracle-a$":{{grant}},"$oracle-b$":{{grant}}}""";
        realm.Configure(Configuration.Replace("RESOURCES", grants, StringComparison.Ordinal));
        if (planted is not null)
        {
            realm.Evaluate("$oracle-a$", $"globalThis.{planted} = {{}}; ''", "/oracle/planted.js");
        }

        using JsonDocument report = JsonDocument.Parse(realm.Oracle());
        return new OracleReport(
            [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(one => $"{one.GetProperty("path").GetString()}: {one.GetProperty("reason").GetString()}")],
            [.. report.RootElement.GetProperty("failed").EnumerateArray().Select(one => one.GetString()!)],
            report.RootElement.GetProperty("shared").GetInt32());
    }
}
