using System.Text.Encodings.Web;
using Bailey.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bailey.AspNetCore;

/// <summary>Shows containers in an application's pages.</summary>
public static class SesFrameMarkup
{
    /// <summary>
    /// The element that shows a container, as markup; the page must load <c>/__bailey/frame.js</c>. The response gets a
    /// <c>Content-Security-Policy</c> with <c>frame-src</c>, beside those that the application sends: the origins of the containers that it
    /// shows by this method, and nothing else.
    /// </summary>
    /// <param name="context">Of the page; its response must not have begun.</param>
    /// <param name="container">An open container.</param>
    /// <param name="path">Of the page to show: <c>/</c> and on, as in an address.</param>
    /// <param name="label">What people are told that the frame is; any text.</param>
    /// <param name="attributes">More attributes, constant text of the application: <c>resize</c>, <c>loading="lazy"</c>, <c>style="…"</c>.</param>
    /// <exception cref="InvalidOperationException">The response has begun: its headers are sent.</exception>
    /// <remarks>
    /// <b>Source:</b> browsers check a frame's own navigations against the <c>frame-src</c> of the page that shows it (webappsec-csp issue 400).
    /// <para><b>Stops:</b> the contained page from navigating its frame away, which takes an address, and so data, out.</para>
    /// <para><b>Does not stop:</b> navigation from one container to another that the same page shows.</para>
    /// </remarks>
    public static string SesFrame(this HttpContext context, Container container, string path = "/", string label = "", string attributes = "")
    {
        ArgumentNullException.ThrowIfNull(container);
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException("A path begins with a slash.", nameof(path));
        }

        Shown(context).Add(container.FrameSource);
        string policy = container.Allow.Length == 0 ? container.Sandbox : $"{container.Sandbox}; {container.Allow}";
        HtmlEncoder html = HtmlEncoder.Default;
        string more = (label.Length == 0 ? "" : $" label=\"{html.Encode(label)}\"") + (attributes.Length == 0 ? "" : " " + attributes);
        return $"<ses-frame src=\"{html.Encode(container.Origin + path)}\" policy=\"{html.Encode(policy)}\" grade=\"{container.Grade()}\"{more}></ses-frame>";
    }

    /// <summary>
    /// A hidden frame, as markup, in which Bailey itself tries to get out of a container like the given one, in the browser that loads the
    /// page. The page then asks <c>GET</c> the frame's <c>data-canary</c>, which is answered within eleven seconds with a
    /// <see cref="CanaryResult"/> as JSON, and states that grade, not the container's. Empty when too many are under way.
    /// </summary>
    /// <param name="context">Of the page; its response must not have begun. It is loaded by a browser on the server's own machine.</param>
    /// <param name="container">An open container.</param>
    public static string Canary(this HttpContext context, Container container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return context.Canary(container, container.Headers);
    }

    internal static string Canary(this HttpContext context, Container container, IReadOnlyList<DocumentHeader> headers)
    {
        BaileyContainers containers = context.RequestServices.GetRequiredService<BaileyContainers>();
        if (containers.Canaries.Start(container, headers, containers.BaseOrigin) is not { } canary)
        {
            return "";
        }

        Shown(context).Add(canary.Origin);
        return canary.Markup;
    }

    private static SortedSet<string> Shown(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            throw new InvalidOperationException("The response has begun: make the frames before the first byte of the page is written.");
        }

        if (context.Items[typeof(SesFrameMarkup)] is not SortedSet<string> shown)
        {
            context.Items[typeof(SesFrameMarkup)] = shown = new SortedSet<string>(StringComparer.Ordinal);
            context.Response.OnStarting(() =>
            {
                // Several policies of one response all hold: this one narrows the application's own.
                context.Response.Headers.Append("Content-Security-Policy", $"frame-src {string.Join(' ', shown)}");
                return Task.CompletedTask;
            });
        }

        return shown;
    }
}
