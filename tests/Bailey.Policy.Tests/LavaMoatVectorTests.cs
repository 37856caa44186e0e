using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>The vectors were made by LavaMoat itself: see Vectors/generate.cjs.</summary>
public sealed class LavaMoatVectorTests
{
    [Fact]
    public void Merging_an_override_gives_byte_for_byte_what_LavaMoat_writes()
    {
        int merged = 0;
        foreach (JsonElement vector in Vectors("lavamoat-merge.json").Where(static vector => vector.TryGetProperty("merged", out _)))
        {
            var reading = Merge(vector);
            Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
            Assert.Equal(vector.GetProperty("merged").GetString(), reading.Policy!.Write());
            merged++;
        }

        Assert.True(merged > 90);
    }

    [Fact]
    public void What_LavaMoat_refuses_to_merge_is_refused_for_the_same_paths()
    {
        int refused = 0;
        foreach (JsonElement vector in Vectors("lavamoat-merge.json").Where(static vector => !vector.TryGetProperty("merged", out _)))
        {
            var reading = Merge(vector);
            Assert.True(reading.HasErrors);
            string resource = vector.GetProperty("resource").GetString()!;
            var expected = vector.GetProperty("violations").EnumerateArray().Select(pair =>
                $"{GuestText.Quoted(pair[0].GetString()!)} is invalid when {GuestText.Quoted(pair[1].GetString()!)} is also present in policy").ToList();
            var found = reading.Findings.Where(finding =>
                finding.Code == ErrorCodes.Hierarchy.Id && finding.Path.StartsWith($"{ResourcePath(resource)}.", StringComparison.Ordinal)).ToList();
            // LavaMoat stops at the first section of the first resource; all of it must be among what is found here.
            Assert.All(expected, message => Assert.Contains(found, finding => finding.Message == message));
            Assert.All(found, finding => Assert.NotEmpty(finding.Fix));
            refused++;
        }

        Assert.True(refused > 20);
    }

    [Fact]
    public void Reading_and_writing_a_merged_policy_changes_no_byte()
    {
        foreach (JsonElement vector in Vectors("lavamoat-merge.json").Where(static vector => vector.TryGetProperty("merged", out _)))
        {
            string text = vector.GetProperty("merged").GetString()!;
            Assert.Equal(text, Read.LavaMoat(text).Write());
        }
    }

    [Fact]
    public void A_package_reaches_the_paths_that_LavaMoat_lets_it_reach()
    {
        int checks = 0;
        foreach (JsonElement vector in Vectors("lavamoat-access.json"))
        {
            var policy = Read.LavaMoat("{\"resources\":{\"p\":{\"globals\":" + vector.GetProperty("globals").GetRawText() + "}}}");
            GlobalGrants globals = policy.Resources["p"].Globals!;
            foreach (JsonProperty expected in vector.GetProperty("access").EnumerateObject())
            {
                string access = globals.Access(expected.Name).ToString();
                Assert.True(expected.Value.GetString() == access, $"{vector.GetProperty("globals").GetRawText()}: {expected.Name} is {access}, LavaMoat says {expected.Value}");
                checks++;
            }
        }

        Assert.True(checks > 1000);
    }

    [Fact]
    public void A_generated_policy_is_written_back_byte_for_byte()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "generated-policy.json"));
        Assert.Equal(text, Read.LavaMoat(text).Write());
        Assert.False(text.EndsWith('\n'));
    }

    private static PolicyReading<LavaMoatPolicy> Merge(JsonElement vector) =>
        Read.LavaMoat(vector.GetProperty("policy").GetString()!).Merge(Read.LavaMoat(vector.GetProperty("override").GetString()!));

    private static string ResourcePath(string name) => JsonPath.Root.Member("resources").Member(name).ToString();

    private static JsonElement[] Vectors(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", name));
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }
}
