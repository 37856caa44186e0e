using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>The vectors were made by LavaMoat itself: see Vectors/generate.cjs.</summary>
public sealed class LavaMoatVectorTests
{
    [Fact]
    public void Merging_an_override_gives_byte_for_byte_what_LavaMoat_writes()
    {
        JsonElement[] merged = [.. Vectors("lavamoat-merge.json").Where(LavaMoatAgreement.IsMerged)];
        Assert.True(merged.Length > 90);
        Assert.All(merged, LavaMoatAgreement.Assert);
    }

    [Fact]
    public void What_LavaMoat_refuses_to_merge_is_refused_for_the_same_paths()
    {
        JsonElement[] refused = [.. Vectors("lavamoat-merge.json").Where(static vector => !LavaMoatAgreement.IsMerged(vector))];
        Assert.True(refused.Length > 20);
        Assert.All(refused, LavaMoatAgreement.Assert);
    }

    [Fact]
    public void Reading_and_writing_a_merged_policy_changes_no_byte()
    {
        foreach (JsonElement vector in Vectors("lavamoat-merge.json").Where(LavaMoatAgreement.IsMerged))
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

    private static JsonElement[] Vectors(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", name));
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }
}
