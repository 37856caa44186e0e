using Bailey.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Frames;

/// <summary>A host page with one container, made of the text that a test writes.</summary>
public abstract class FrameTest(Chromium chromium) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;

    private protected HostSite Site { get; private set; } = null!;

    protected IBrowser Chromium => chromium.Browser;

    protected IPage Page { get; set; } = null!;

    protected Container Container { get; private set; } = null!;

    protected ILocator Frame => Page.Locator("ses-frame");

    protected IFrameLocator Guest => Page.FrameLocator("ses-frame iframe");

    public async Task InitializeAsync()
    {
        Site = await HostSite.StartAsync();
        Page = await Chromium.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        await Page.CloseAsync();
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes a file of the contained page.</summary>
    protected void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <summary>Contains a page that includes its end of the port, and opens the host page that shows it.</summary>
    /// <param name="html">The page's markup.</param>
    /// <param name="attributes">More of the element.</param>
    /// <param name="bailey">Its policy; null for the defaults.</param>
    /// <param name="before">What the host page does to its response.</param>
    /// <param name="wrap">What stands around the element.</param>
    /// <param name="guest">False: without its end of the port.</param>
    protected async Task<IResponse> Show(
        string html, string attributes = "", string? bailey = null, Action<HttpContext>? before = null, Func<string, string>? wrap = null, bool guest = true)
    {
        Write("index.html", $"<!doctype html><meta charset=utf-8>{(guest ? "<script src=/__bailey/guest.js></script>" : "")}{html}");
        Container = await Site.OpenAsync(_folder, bailey: bailey);
        Site.Show(context =>
        {
            before?.Invoke(context);
            string frame = context.SesFrame(Container, label: "the label", attributes: attributes);
            return wrap is null ? frame : wrap(frame);
        });
        return (await Page.GotoAsync(Site.Address))!;
    }

    /// <summary>Waits until an expression over the element <c>frame</c> is true in the host page.</summary>
    protected Task Until(string expression) => Page.WaitForFunctionAsync($"() => {{ const frame = document.querySelector('ses-frame'); return {expression}; }}");
}
