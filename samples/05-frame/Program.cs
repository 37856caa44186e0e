// A site that shows three pages which somebody else wrote. Build Bailey's programs first: ./bailey --version
using System.Collections.Concurrent;
using Bailey;
using Bailey.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string root = builder.Environment.ContentRootPath;
builder.Services.AddBaileyContainers(options => options.Broker = Path.GetFullPath(builder.Configuration["Broker"]!, root));
WebApplication app = builder.Build();
var open = new ConcurrentDictionary<string, Container>();

app.UseStaticFiles();
app.MapBaileyContainers();
app.MapGet("/", (HttpContext context) =>
{
    context.Response.Headers.ContentSecurityPolicy = "script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'";
    return Results.Content($"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Three contained pages</title>
        <link rel="stylesheet" href="/host.css">
        <script src="/__bailey/frame.js" defer></script>
        <script src="/host.js" defer></script>
        <h1>Three contained pages</h1>
        <p>Somebody else wrote them. Each has an origin of its own and reaches nothing but its own files. Still to do, says the first: <output id="left">?</output>.</p>
        {context.SesFrame(open["todo"], label: "Things to do", attributes: "id=\"todo\" resize max-height=\"700\"")}
        {context.SesFrame(open["chart"], label: "Rain by month")}
        {context.SesFrame(open["notes"], label: "Notes")}
        """, "text/html");
});

await app.StartAsync();
BaileyContainers containers = app.Services.GetRequiredService<BaileyContainers>();
foreach (string name in new[] { "todo", "chart", "notes" })
{
    string folder = Path.Combine(root, name);
    open[name] = await containers.OpenAsync(folder, await File.ReadAllTextAsync(Path.Combine(folder, "bailey.json")));
}

Console.WriteLine(containers.BaseOrigin + "/");
await app.WaitForShutdownAsync();
