using System.Text.Json;

namespace Bailey.Fetcher.Exchanges;

/// <summary>One request as the broker decided it: nothing is added but what the connection needs.</summary>
internal static class ExchangeRequest
{
    /// <summary>Fields that .NET keeps with the body.</summary>
    private static bool IsOfTheBody(string name) => name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("allow", StringComparison.OrdinalIgnoreCase) || name.Equals("expires", StringComparison.OrdinalIgnoreCase) || name.Equals("last-modified", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It cannot be sent.</exception>
    public static HttpRequestMessage Read(JsonElement json)
    {
        // The path goes out as it was decided about.
        var address = new Uri(
            json.GetProperty("origin").GetString() + json.GetProperty("path").GetString(), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        JsonElement body = json.GetProperty("body");
        var request = new HttpRequestMessage(new HttpMethod(json.GetProperty("method").GetString()!), address)
        {
            Content = body.ValueKind == JsonValueKind.Null ? null
                : new UploadBody(body.TryGetProperty("length", out JsonElement length) && length.ValueKind == JsonValueKind.Number ? length.GetInt64() : null),
        };
        foreach (JsonElement field in json.GetProperty("headers").EnumerateArray())
        {
            string name = field[0].GetString()!;
            bool isTaken = IsOfTheBody(name)
                ? (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, field[1].GetString())
                : request.Headers.TryAddWithoutValidation(name, field[1].GetString());
            if (!isTaken)
            {
                throw new InvalidDataException($"the field {name} cannot be sent");
            }
        }

        // The tunnel looks at each request in the open, one for each connection.
        request.Headers.ConnectionClose = address.Scheme == Uri.UriSchemeHttp ? true : null;
        return request;
    }
}
