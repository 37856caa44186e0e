using System.Globalization;
using System.Text;

namespace Bailey.Policy;

/// <summary>Writes the configuration that the realm's kernel takes once.</summary>
internal static class GuestConfiguration
{
    public static string Write(
        LavaMoatPolicy policy, BaileyPolicy bailey, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string> environment, HostOffer? offer)
    {
        var json = new StringBuilder("{\"policy\":");
        // The realm needs who may name what, not notes, inclusions and resolutions.
        json.Append(LavaMoatWriter.WriteCompact(policy with { Resolutions = null, Include = null }));
        json.Append(",\"argv\":[");
        for (int i = 0; i < argv.Count; i++)
        {
            json.Append(i == 0 ? "" : ",");
            JsonText.AppendString(json, argv[i]);
        }

        json.Append("],\"cwd\":");
        JsonText.AppendString(json, GuestPath.Program);
        json.Append(",\"env\":{");
        int length = json.Length;
        foreach (var (name, value) in environment)
        {
            json.Append(json.Length == length ? "" : ",");
            JsonText.AppendString(json, name);
            json.Append(':');
            JsonText.AppendString(json, value);
        }

        json.Append("},\"clock\":");
        JsonText.AppendString(json, Words.Of(Words.Clock, bailey.Clock?.Mode ?? ClockMode.None));
        json.Append(CultureInfo.InvariantCulture, $",\"clockResolution\":{(long)(bailey.Clock?.Resolution ?? LimitTable.ClockResolution).TotalMilliseconds}");
        // The packages see no difference between the host's numbers and seeded ones: the worker, which hands them out, does.
        json.Append(bailey.Random?.Mode is RandomMode.Real or RandomMode.Seeded ? ",\"random\":\"real\"" : ",\"random\":\"none\"");
        json.Append(CultureInfo.InvariantCulture, $",\"timers\":{EffectiveLimits.Of(bailey.Limits).Timers}");
        if (bailey.Random is { Mode: RandomMode.Seeded, Seed: { } seed })
        {
            json.Append(CultureInfo.InvariantCulture, $",\"seed\":{seed}");
        }

        WriteExports(json, bailey);
        if (offer is not null)
        {
            WriteOffer(json, bailey, offer);
        }

        json.Append(",\"dynamicCode\":").Append(bailey.DynamicCode?.Value == DynamicCodeMode.Allow ? "true" : "false");
        return json.Append('}').ToString();
    }

    private static void WriteExports(StringBuilder json, BaileyPolicy bailey)
    {
        string start = ",\"exports\":{";
        foreach (var (name, narrowing) in bailey.Packages)
        {
            if (narrowing.Exports is { } exports)
            {
                json.Append(start);
                JsonText.AppendString(json, name);
                json.Append(':');
                JsonText.AppendString(json, Words.Of(Words.Exports, exports));
                start = ",";
            }
        }

        json.Append(start == "," ? "}" : "");
    }

    // What is offered and not granted is named too, so that its use is refused with the line that grants it.
    private static void WriteOffer(StringBuilder json, BaileyPolicy bailey, HostOffer offer)
    {
        json.Append(",\"host\":{\"stays\":").Append(offer.Stays ? "true" : "false").Append(",\"members\":[");
        for (int i = 0; i < offer.Members.Count; i++)
        {
            json.Append(i == 0 ? "{\"name\":" : ",{\"name\":");
            JsonText.AppendString(json, offer.Members[i].Key);
            json.Append(",\"kind\":");
            JsonText.AppendString(json, offer.Members[i].Value);
            json.Append(",\"granted\":").Append(bailey.Host.Contains(offer.Members[i].Key, StringComparer.Ordinal) ? "true}" : "false}");
        }

        json.Append("]}");
    }
}
