using System.Security.Cryptography;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Web.Serving;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bailey.Web.Hardened;

/// <summary>
/// The hardened grade: a navigation gets a page of Bailey's own whose one script is the shell; the shell fetches the container's page as
/// text, and its scripts as code files that the rewriter printed. Nothing else of the container is answered to anything that runs it.
/// </summary>
/// <param name="files">The container's files as they are.</param>
/// <param name="pages">Its pages.</param>
/// <param name="scripts">Its scripts.</param>
/// <param name="texts">Texts that are in no file of their own.</param>
/// <param name="told">Gets what is found on the way.</param>
/// <param name="compilerVersion">Part of the ETag of code: letters and digits.</param>
public sealed class HardenedGrade(RawFiles files, PageFiles pages, ScriptFiles scripts, TextStore texts, PageFindings told, string compilerVersion) : IGradeServer
{
    private const string Json = "application/json; charset=utf-8";
    private const string Code = "text/javascript; charset=utf-8";

    /// <inheritdoc/>
    public Task ServeAsync(HttpContext context, SitePath path)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        string urlPath = target.Split('?')[0];
        // The front has asked the same: what was taken over there must not read texts as scripts here.
        if (RequestGate.Decide(context.Request, urlPath, hardened: true) is { } refusal)
        {
            return Answers.TextAsync(context, refusal.Status, refusal.Reason);
        }

        if (urlPath.StartsWith(DocumentPolicy.OwnPath, StringComparison.Ordinal))
        {
            return Own(context, urlPath);
        }

        return context.Request.Headers["Sec-Fetch-Dest"].ToString() is "iframe" or "frame" ? Navigate(context, target) : files.ServeAsync(context, path);
    }

    private async Task Navigate(HttpContext context, string target)
    {
        byte[] page = ShellPage.Of(target, await pages.FindAsync(target));
        await Answers.BytesAsync(context, 200, "text/html; charset=utf-8", page);
    }

    private Task Own(HttpContext context, string path)
    {
        const string textPath = DocumentPolicy.CodePath + "text/";
        const string scriptPath = DocumentPolicy.CodePath + "file/script/";
        const string modulePath = DocumentPolicy.CodePath + "file/module/";
        return (HttpMethods.IsPost(context.Request.Method), path) switch
        {
            (true, DocumentPolicy.CompilePath) => Compile(context),
            (true, _) => Answers.TextAsync(context, 405, "Nothing takes that."),
            (false, DocumentPolicy.PagePath) => Page(context),
            (false, DocumentPolicy.PageCodePath) => PageCode(context),
            _ when path.StartsWith(textPath, StringComparison.Ordinal) && path.EndsWith(".js", StringComparison.Ordinal) => TextCode(context, path[textPath.Length..^".js".Length]),
            _ when path.StartsWith(scriptPath, StringComparison.Ordinal) => FileCode(context, TextGoal.Script, path[(scriptPath.Length - 1)..]),
            _ when path.StartsWith(modulePath, StringComparison.Ordinal) => FileCode(context, TextGoal.Module, path[(modulePath.Length - 1)..]),
            _ => Answers.TextAsync(context, 404, "Bailey has no such file."),
        };
    }

    private async Task Page(HttpContext context)
    {
        byte[]? answer = context.Request.Query["url"] is [{ } url] ? await pages.AnswerAsync(url) : null;
        await (answer is null ? Answers.TextAsync(context, 400, "That names no page.") : Answers.BytesAsync(context, 200, Json, answer));
    }

    private async Task PageCode(HttpContext context)
    {
        byte[]? code = context.Request.Query["url"] is [{ } url] ? await pages.CodeAsync(url) : null;
        if (code is null)
        {
            await Answers.TextAsync(context, 400, "That names no page.");
        }
        else if (!IsKnown(context, Convert.ToHexStringLower(SHA256.HashData(code))[..16]))
        {
            await Answers.BytesAsync(context, 200, Code, code);
        }
    }

    /// <summary>Tags the answer; true when the browser has it already, and is told so.</summary>
    private bool IsKnown(HttpContext context, string version)
    {
        string tag = files.Tag($"{version}-{compilerVersion}");
        context.Response.Headers.ETag = tag;
        bool isKnown = RawFiles.Matches(context.Request.Headers.IfNoneMatch.ToString(), tag);
        context.Response.StatusCode = isKnown ? 304 : 200;
        return isKnown;
    }

    private async Task TextCode(HttpContext context, string hash)
    {
        if (await texts.FindAsync(hash) is not { } compiled)
        {
            await Answers.TextAsync(context, 404, "No text was compiled under this name.");
            return;
        }

        context.Response.Headers.CacheControl = Answers.ForEver;
        await Answers.BytesAsync(context, 200, Code, compiled.File);
    }

    private async Task FileCode(HttpContext context, TextGoal goal, string encoded)
    {
        if (await scripts.FindAsync(goal, encoded) is not { } script)
        {
            bool isOther = SitePath.TryParse(encoded, out SitePath? path) && !path.IsFolder && !ScriptFiles.IsScript(path);
            await Answers.TextAsync(context, isOther ? 415 : 404, isOther ? "The file is no script." : "There is no such script in this container.");
            return;
        }

        if (IsKnown(context, script.Tag))
        {
            return;
        }

        CompiledText compiled = await script.Code;
        told.Add(encoded, goal == TextGoal.Module ? "module" : "script", compiled.Fault);
        await Answers.BytesAsync(context, 200, Code, compiled.File);
    }

    private async Task Compile(HttpContext context)
    {
        PageText? text;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 4 }, context.RequestAborted);
            text = CompileRequest.Read(document.RootElement);
        }
        catch (JsonException)
        {
            text = null;
        }
        catch (BadHttpRequestException error)
        {
            await Answers.TextAsync(context, error.StatusCode, "The text is too long.");
            return;
        }

        if (text is null)
        {
            await Answers.TextAsync(context, 400, "That is no text to compile.");
            return;
        }

        CompiledText compiled = await texts.CompileAsync(text);
        told.Add("(made at run time)", text.Description, compiled.Fault);
        await Answers.BytesAsync(context, 200, Json, CompiledText.Object(json => json.WriteString("code", compiled.Url)));
    }
}
