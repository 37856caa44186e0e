using System.Text.RegularExpressions;
using Bailey.Assess.Script;
using Xunit;

namespace Bailey.Samples.Tests;

/// <summary>samples/03-hostile: every attack of its dependency, under Bailey and, as the control, under plain Node.</summary>
public sealed partial class HostileTests
{
    private const string TokenCanary = "canary-token-5d1f";
    private const string KeyCanary = "canary-ssh-91c7";
    private const string DeployCanary = "canary-deploy-key";
    private const int AttackCount = 56;

    public static TheoryData<string, string> Bombs => new()
    {
        { "memory-bomb", "memory" },
        { "string-bomb", "memory" },
        { "time-bomb", "cpu" },
        { "promise-bomb", "cpu" },
        { "pattern-bomb", "cpu" },
        { "output-bomb", "output" },
    };

    [Fact]
    public void Under_Bailey_every_attack_is_refused_or_contained_and_no_observer_sees_anything()
    {
        using Sample sample = Hostile();
        using var listener = new Listener();
        string packages = Fingerprint(Path.Combine(sample.App, "node_modules"));

        Run run = Run.Bailey(sample, [], ("BAILEY_CANARY_TOKEN", TokenCanary));

        Assert.True(run.ExitCode == 0, run.Errors);
        IReadOnlyDictionary<string, string> attacks = Attacks(run.Output);
        Assert.Equal(AttackCount, attacks.Count);
        Assert.Empty(listener.Seen);
        foreach (string canary in new[] { TokenCanary, KeyCanary, DeployCanary })
        {
            Assert.DoesNotContain(canary, run.Output + run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(packages, Fingerprint(Path.Combine(sample.App, "node_modules")));
        Assert.Equal(["notes"], Directory.EnumerateFileSystemEntries(Path.Combine(sample.Output, "counts")).Select(Path.GetFileName));
        Assert.False(File.Exists("/tmp/escaped"));
        string[] pages = Directory.GetFiles(sample.Output, "*.html");
        Assert.Equal(2, pages.Length);
        Assert.All(pages, page => Assert.DoesNotContain("owned", File.ReadAllText(page), StringComparison.Ordinal));
        Assert.All(
            attacks,
            attack => Assert.Matches("^(refused|contained)", $"{attack.Value} <- {attack.Key}"));
    }

    [Theory]
    [InlineData("Refused global \"process\" to package \"evil-helper\" by the realm (BLY2004). To allow it: policy.json: resources[\"evil-helper\"].globals.process = true")]
    [InlineData("Refused builtin module \"child_process\" to package \"evil-helper\" by the realm (BLY2002)")]
    [InlineData("Refused reading file \"/proc/self/environ\" to package \"evil-helper\" by the sandbox (BLY2005)")]
    [InlineData("Refused changing file \"/site/index.html\" to package \"evil-helper\" by the realm (BLY2006)")]
    [InlineData("Refused import of package \"gray-matter\" to package \"evil-helper\" by the realm (BLY2001)")]
    [InlineData("Refused dynamic code \"Function\" to package \"evil-helper\" by the realm (BLY2010)")]
    public void What_was_refused_is_told_with_wall_package_subject_and_the_line_that_allows_it(string line)
    {
        Assert.Contains(line, Told.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Bailey_shows_no_control_character_of_the_guest()
    {
        Assert.Contains("\\u{1b}]0;owned", Told.Value, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Told.Value);
        Assert.DoesNotContain('\u202e', Told.Value);
    }

    [Fact]
    public void On_a_terminal_the_output_of_the_guest_cannot_set_the_title_or_rewrite_a_line()
    {
        using Sample sample = Hostile();
        Run run = Run.Start("script", ["-qec", $"{Sample.Cli} run {sample.App}", "/dev/null"], ("HOME", sample.Home));
        Assert.Contains("\\x1b]0;owned", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]0;", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2K", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_ends_the_guest_and_the_limit_is_named(string bomb, string limit)
    {
        using Sample sample = Hostile();
        Run run = Run.Bailey(sample, [bomb]);
        Assert.Equal(75, run.ExitCode);
        Assert.DoesNotContain("SUCCEEDED", run.Output, StringComparison.Ordinal);
        Assert.Contains($"the guest reached its limit \"{limit}\" and was ended", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_plain_node_every_attack_succeeds_and_every_observer_sees_it()
    {
        using Sample sample = Hostile();
        (Finished run, string seen) = PlainNode.Run(sample.Folder, [], ("BAILEY_CANARY_TOKEN", TokenCanary));
        Assert.True(run.ExitCode == 0, run.Errors);
        IReadOnlyDictionary<string, string> attacks = Attacks(run.Output);
        Assert.Equal(AttackCount, attacks.Count);
        Assert.All(attacks, attack => Assert.Matches("^SUCCEEDED", $"{attack.Value} <- {attack.Key}"));
        foreach (string canary in new[] { TokenCanary, KeyCanary, DeployCanary, "\u001b]0;owned" })
        {
            Assert.Contains(canary, run.Output, StringComparison.Ordinal);
        }

        foreach (string request in new[] { "GET /http", "GET /net", "GET /fetch" })
        {
            Assert.Contains(request, seen, StringComparison.Ordinal);
        }

        string changed = File.ReadAllText(Path.Combine(sample.App, "node_modules", "mustache", "mustache.js"));
        Assert.EndsWith("// owned\n", changed, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Under_plain_node_a_bomb_goes_off(string bomb, string limit)
    {
        Assert.NotEmpty(limit);
        using Sample sample = Hostile();
        Assert.Contains($"attack {bomb}: SUCCEEDED", PlainNode.Run(sample.Folder, [bomb]).Run.Output, StringComparison.Ordinal);
    }

    /// <summary>What one run under Bailey writes about refusals.</summary>
    private static readonly Lazy<string> Told = new(() =>
    {
        using Sample sample = Hostile();
        return Run.Bailey(sample, []).Errors;
    });

    /// <summary>The sample with its canaries: an ssh key in the home folder, a link to it in the output, a real library as the addon.</summary>
    private static Sample Hostile()
    {
        Sample sample = Sample.Copy("03-hostile");
        string ssh = Path.Combine(sample.Home, ".ssh");
        Directory.CreateDirectory(ssh);
        File.WriteAllText(Path.Combine(ssh, "id_ed25519"), KeyCanary);
        string counts = Path.Combine(sample.Output, "counts");
        Directory.CreateDirectory(counts);
        File.Delete(Path.Combine(counts, "notes"));
        File.CreateSymbolicLink(Path.Combine(counts, "notes"), Path.Combine(ssh, "id_ed25519"));
        string addon = Path.Combine(sample.App, "node_modules", "evil-helper", "addon.node");
        string library = Directory.EnumerateFiles("/usr/lib", "libseccomp.so.2*", SearchOption.AllDirectories).First();
        File.Copy(library, addon, overwrite: true);
        return sample;
    }

    private static Dictionary<string, string> Attacks(string output) =>
        AttackLine().Matches(output).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["outcome"].Value, StringComparer.Ordinal);

    private static string Fingerprint(string folder) => string.Join('\n', Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}"));

    [GeneratedRegex("^attack (?<name>[a-z-]+): (?<outcome>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AttackLine();
}
