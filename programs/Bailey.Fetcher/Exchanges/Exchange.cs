using System.Globalization;
using Bailey.Protocol;

namespace Bailey.Fetcher.Exchanges;

/// <summary>One request and its answer.</summary>
internal sealed class Exchange(HttpRequestMessage request) : IDisposable
{
    private const int Piece = 64 * 1024 - 64;

    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _buffer = new byte[Piece];
    private HttpResponseMessage? _response;
    private Stream? _body;

    /// <summary>Where the request's body goes; null where it has none.</summary>
    public UploadBody? Upload { get; } = request.Content as UploadBody;

    /// <summary>Sends the request.</summary>
    /// <returns>The answer's head.</returns>
    public async Task<Reply> SendAsync(HttpMessageInvoker through)
    {
        _response = await through.SendAsync(request, _end.Token);
        _body = await _response.Content.ReadAsStreamAsync(_end.Token);
        bool isEmpty = request.Method == HttpMethod.Head || (int)_response.StatusCode is 204 or 304 || _response.Content.Headers.ContentLength == 0;
        byte[] json = JsonObjectText.Write(json =>
        {
            json.WriteNumber("status", (int)_response.StatusCode);
            json.WriteString("statusText", _response.ReasonPhrase ?? "");
            json.WriteStartArray("headers");
            foreach ((string name, var values) in _response.Headers.NonValidated.Concat(_response.Content.Headers.NonValidated))
            {
                foreach (string value in values)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(name);
                    json.WriteStringValue(value);
                    json.WriteEndArray();
                }
            }

            json.WriteEndArray();
            json.WriteBoolean("empty", isEmpty);
        });
        return new Reply(false, json, default);
    }

    /// <summary>The next bytes of the answer. One at a time.</summary>
    public async Task<Reply> ReadAsync()
    {
        int count = await _body!.ReadAsync(_buffer, _end.Token);
        return new Reply(false, count == 0 ? """{"end":true}"""u8.ToArray() : """{"end":false}"""u8.ToArray(), _buffer.AsSpan(0, count).ToArray());
    }

    /// <summary>Ends it, whatever it waits for.</summary>
    public void Dispose()
    {
        _end.Cancel();
        Upload?.Close();
        _response?.Dispose();
        request.Dispose();
    }
}
