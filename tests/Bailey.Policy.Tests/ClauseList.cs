using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>Lists the clauses of a policy from its text, without the code that explains them.</summary>
internal static class ClauseList
{
    public static IEnumerable<string> OfBailey(string text)
    {
        foreach (JsonProperty field in JsonDocument.Parse(text).RootElement.EnumerateObject())
        {
            JsonPath path = JsonPath.Root.Member(field.Name);
            IEnumerable<JsonPath> clauses = field.Name switch
            {
                "bailey" => [],
                "files" or "host" => field.Value.EnumerateArray().Select((_, i) => path.Item(i)),
                "env" or "limits" or "packages" or "frame" => field.Value.EnumerateObject().Select(member => path.Member(member.Name)),
                _ => [path],
            };
            foreach (JsonPath clause in clauses)
            {
                yield return $"bailey.json: {clause}";
            }
        }
    }

    public static IEnumerable<string> OfLavaMoat(string text)
    {
        JsonElement file = JsonDocument.Parse(text).RootElement;
        foreach (JsonProperty resource in file.GetProperty("resources").EnumerateObject())
        {
            JsonPath path = JsonPath.Root.Member("resources").Member(resource.Name);
            foreach (JsonProperty section in resource.Value.EnumerateObject())
            {
                IEnumerable<JsonPath> clauses = section.Value.ValueKind == JsonValueKind.Object
                    ? section.Value.EnumerateObject().Select(entry => path.Member(section.Name).Member(entry.Name))
                    : [path.Member(section.Name)];
                foreach (JsonPath clause in clauses)
                {
                    yield return $"policy.json: {clause}";
                }
            }
        }

        if (file.TryGetProperty("root", out JsonElement root))
        {
            yield return root.TryGetProperty("usePolicy", out _) ? "policy.json: root.usePolicy" : "policy.json: root";
        }
    }
}
