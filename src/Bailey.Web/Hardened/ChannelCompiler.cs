using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Web.Hardened;

/// <summary>Asks the broker, which has a compile worker for it.</summary>
/// <param name="channel">To the broker.</param>
public sealed class ChannelCompiler(Channel channel) : ITextCompiler
{
    /// <inheritdoc/>
    /// <exception cref="IOException">The broker could not.</exception>
    public async Task<CompiledText> CompileAsync(PageText text, string? file)
    {
        byte[] question = CompiledText.Object(json =>
        {
            json.WriteString("goal", text.GoalWord);
            if (text.Goal == TextGoal.Handler)
            {
                json.WriteString("name", text.Name);
            }

            if (file is not null)
            {
                json.WriteString("file", file);
            }
        });
        Reply reply = await channel.CallAsync("page.compile", question, Encoding.UTF8.GetBytes(text.Text));
        if (reply.IsError)
        {
            throw new IOException("the text cannot be compiled");
        }

        string path = Encoding.UTF8.GetString(reply.Data.Span);
        return Refusal(reply.Json) is { } why ? CompiledText.Refused(text, path, why) : CompiledText.Read(path, reply.Json);
    }

    /// <inheritdoc/>
    public async Task<CompiledText?> FindAsync(string hash)
    {
        Reply reply = await channel.CallAsync("page.find", "{}"u8.ToArray(), Encoding.ASCII.GetBytes(hash));
        return reply.IsError ? null : CompiledText.Read($"text/{hash}.js", reply.Json);
    }

    /// <summary>Tells the broker of a finding, for the audit log and the host.</summary>
    public void Tell(PageFinding finding) => channel.Notify("page.finding", CompiledText.Object(json =>
    {
        json.WriteString("path", finding.Path);
        json.WriteString("code", finding.Code);
        json.WriteString("message", finding.Message);
        json.WriteString("fix", finding.Fix);
    }));

    private static string? Refusal(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("refused", out JsonElement why) ? why.GetString() : null;
    }
}
