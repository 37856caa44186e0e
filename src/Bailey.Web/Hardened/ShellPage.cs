using System.Net;
using System.Text;
using Bailey.Policy;
using Bailey.Web.Serving;

namespace Bailey.Web.Hardened;

/// <summary>
/// What a navigation in the hardened grade gets, whatever was asked for: the shell's script and hints of what the shell will ask for next,
/// so that the browser asks for it while it reads the shell. Hints load; they run nothing.
/// </summary>
internal static class ShellPage
{
    // A page with more scripts than that does not wait for these.
    private const int MostScripts = 32;

    private static readonly string Script = $"<script src=\"{OwnFiles.Versioned(DocumentPolicy.ShellPath)}\"></script>";

    /// <summary>The document.</summary>
    /// <param name="target">Path and query of the navigation.</param>
    /// <param name="page">What lies there; null where nothing can.</param>
    public static byte[] Of(string target, PageFile? page)
    {
        var html = new StringBuilder(page?.Forecast?.IsQuirky == true ? "" : "<!doctype html>");
        if (page is not null)
        {
            html.Append("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"").Append(DocumentPolicy.PagePath).Append("?url=").Append(Uri.EscapeDataString(target)).Append("\">");
        }

        html.Append(Script);
        if (page?.Forecast?.Texts.Count > 0)
        {
            Hint(html, $"{DocumentPolicy.PageCodePath}?url={Uri.EscapeDataString(target)}");
        }

        foreach (ForetoldFile file in page?.Forecast?.Files.Take(MostScripts) ?? [])
        {
            string folder = file.Goal == TextGoal.Module ? "file/module" : "file/script";
            Hint(html, DocumentPolicy.CodePath + folder + file.Path);
        }

        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Hint(StringBuilder html, string code) => html.Append("<link rel=\"modulepreload\" href=\"").Append(WebUtility.HtmlEncode(code)).Append("\">");
}
