using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>Compares what LavaMoat made of a pair of policies (tests/lavamoat/merge.cjs) with what Bailey makes of it.</summary>
internal static class LavaMoatAgreement
{
    /// <summary>Whether LavaMoat merged the pair; else it refused.</summary>
    public static bool IsMerged(JsonElement answer) => answer.TryGetProperty("merged", out _);

    /// <summary>The same bytes where LavaMoat merged, the same paths refused where it did not.</summary>
    public static void Assert(JsonElement answer)
    {
        var reading = Read.LavaMoat(answer.GetProperty("policy").GetString()!).Merge(Read.LavaMoat(answer.GetProperty("override").GetString()!));
        if (IsMerged(answer))
        {
            Xunit.Assert.False(reading.HasErrors, $"{answer}\n{string.Join('\n', reading.Findings)}");
            Xunit.Assert.Equal(answer.GetProperty("merged").GetString(), reading.Policy!.Write());
            return;
        }

        Xunit.Assert.True(reading.HasErrors, answer.ToString());
        string place = JsonPath.Root.Member("resources").Member(answer.GetProperty("resource").GetString()!).ToString();
        var expected = answer.GetProperty("violations").EnumerateArray().Select(static pair =>
            $"{GuestText.Quoted(pair[0].GetString()!)} is invalid when {GuestText.Quoted(pair[1].GetString()!)} is also present in policy").ToList();
        var found = reading.Findings.Where(finding =>
            finding.Code == ErrorCodes.Hierarchy.Id && finding.Path.StartsWith($"{place}.", StringComparison.Ordinal)).ToList();
        // LavaMoat stops at the first section of the first resource; all of it must be among what is found here.
        Xunit.Assert.All(expected, message => Xunit.Assert.Contains(found, finding => finding.Message == message));
        Xunit.Assert.All(found, static finding => Xunit.Assert.NotEmpty(finding.Fix));
    }
}
