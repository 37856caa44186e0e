using System.Text;
using Bailey.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Bailey.Web.Tests;

public sealed class RequestGateTests
{
    [Theory]
    [InlineData("GET", "/", "iframe", "cross-site", false)]
    [InlineData("GET", "/", "iframe", "same-origin", true)]
    [InlineData("HEAD", "/a.png", "image", "same-origin", true)]
    [InlineData("GET", "/a.js", "script", "same-origin", false)]
    [InlineData("GET", "/__bailey/code/x.js", "script", "same-origin", true)]
    [InlineData("GET", "/__bailey/sw.js", "serviceworker", "same-origin", true)]
    [InlineData("GET", "/__bailey/worker.js", "worker", "same-origin", true)]
    [InlineData("POST", "/__bailey/report", "report", "same-origin", false)]
    [InlineData("GET", "/a", "empty", "same-origin", true)]
    [InlineData("GET", "/a", "", "", false)]
    [InlineData("GET", "/a.css", "style", "same-origin", true)]
    [InlineData("GET", "/__bailey/page", "empty", "same-origin", true)]
    [InlineData("POST", "/__bailey/compile", "empty", "same-origin", true)]
    public void What_a_contained_page_needs_passes(string method, string path, string destination, string site, bool hardened) =>
        Assert.Null(Decide(method, path, destination, site, hardened));

    [Theory]
    [InlineData("POST", "/", "empty", "same-origin", false, "method")]
    [InlineData("PUT", "/__bailey/report", "empty", "same-origin", true, "method")]
    [InlineData("GET", "/", "document", "none", false, "top-level")]
    [InlineData("GET", "/sw.js", "serviceworker", "same-origin", false, "serviceworker")]
    [InlineData("GET", "/sw.js", "serviceworker", "same-origin", true, "serviceworker")]
    [InlineData("GET", "/__bailey/sw.js", "serviceworker", "same-origin", false, "serviceworker")]
    [InlineData("GET", "/a.png", "image", "cross-site", false, "cross-site")]
    [InlineData("GET", "/a.js", "script", "same-site", true, "cross-site")]
    [InlineData("GET", "/a.js", "script", "same-origin", true, "script")]
    [InlineData("GET", "/a.js", "worker", "same-origin", true, "worker")]
    [InlineData("GET", "/a.svg", "object", "same-origin", true, "object")]
    [InlineData("GET", "/a.js", "paintworklet", "same-origin", true, "paintworklet")]
    [InlineData("GET", "/a.js", "a-destination-of-2030", "same-origin", true, "a-destination-of-2030")]
    [InlineData("GET", "/a.js", "", "", true, "unknown-destination")]
    [InlineData("GET", "/__bailey/page", "script", "same-origin", true, "script")]
    [InlineData("GET", "/__bailey/page", "iframe", "same-origin", true, "iframe")]
    [InlineData("POST", "/__bailey/compile", "worker", "same-origin", true, "worker")]
    [InlineData("GET", "/__bailey/code/text/x.js", "worker", "same-origin", true, "worker")]
    [InlineData("GET", "/__bailey/worker.js", "sharedworker", "same-origin", true, "sharedworker")]
    [InlineData("GET", "/__bailey/worker.js", "serviceworker", "same-origin", true, "serviceworker")]
    [InlineData("GET", "/__bailey/worker.js", "script", "same-origin", true, "script")]
    [InlineData("GET", "/__bailey/shell.js", "worker", "same-origin", true, "worker")]
    [InlineData("GET", "/__bailey/code/text/x.js", "empty", "same-origin", true, "empty")]
    [InlineData("GET", "/__bailey/code/file/script/a.js", "iframe", "same-origin", true, "iframe")]
    public void What_would_leave_the_container_is_refused_with_a_reason(string method, string path, string destination, string site, bool hardened, string kind)
    {
        GateRefusal? refusal = Decide(method, path, destination, site, hardened);
        Assert.Equal(kind, refusal?.Kind);
        Assert.NotEmpty(refusal!.Reason);
        Assert.NotEmpty(refusal.Grant);
    }

    [Fact]
    public void A_service_workers_script_is_known_by_its_own_header_too()
    {
        var request = Request("GET", "", "");
        Assert.Null(RequestGate.Decide(request, "/sw.js", hardened: false));
        request.Headers["Service-Worker"] = "script";
        Assert.Equal("serviceworker", RequestGate.Decide(request, "/sw.js", hardened: false)?.Kind);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        var request = Request("GET", "websocket", "same-origin");
        request.Headers.Upgrade = "websocket";
        Assert.Equal("upgrade", RequestGate.Decide(request, "/", hardened: false)?.Kind);
    }

    [Theory]
    [InlineData("connect-src", "https://evil.example/x?y", "bailey.json: egress += { \"origin\": \"https://evil.example\"")]
    [InlineData("script-src-elem", "inline", "bailey.json: frame.inline = true")]
    [InlineData("script-src", "eval", "bailey.json: frame.eval = true")]
    [InlineData("worker-src", "blob", "bailey.json: frame.workers = true")]
    [InlineData("object-src", "https://evil.example/", "no policy allows it")]
    [InlineData("img-src", "data", "no policy allows it")]
    public void A_browsers_report_names_the_line_that_would_allow_it(string directive, string blocked, string grant)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"csp-report":{"effective-directive":"{{directive}}","blocked-uri":"{{blocked}}"} }""");
        Assert.StartsWith(grant, ViolationReport.Read(body)!.Grant(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"csp-report\":")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void A_report_that_is_none_is_dropped(string body) => Assert.Null(ViolationReport.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"bailey-report":{"kind":"realm","subject":"window.open","reason":"r","grant":"g"}}""", "realm window.open r g")]
    [InlineData("""{"bailey-report":{"kind":"realm","subject":1}}""", "realm   ")]
    [InlineData("""{"bailey-report":{"kind":"request","subject":"a"}}""", null)]
    [InlineData("""{"bailey-report":{"kind":"<b>","subject":"a"}}""", null)]
    [InlineData("""{"bailey-report":[]}""", null)]
    [InlineData("""{"csp-report":{}}""", null)]
    [InlineData("[[[[[[[[[[[[", null)]
    public void The_shells_report_is_read_with_care(string body, string? expected) =>
        Assert.Equal(expected, ShellReport.Read(Encoding.UTF8.GetBytes(body)) is { } report ? $"{report.Kind} {report.Subject} {report.Reason} {report.Grant}" : null);

    private static GateRefusal? Decide(string method, string path, string destination, string site, bool hardened) =>
        RequestGate.Decide(Request(method, destination, site), path, hardened);

    private static HttpRequest Request(string method, string destination, string site)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers["Sec-Fetch-Dest"] = destination;
        request.Headers["Sec-Fetch-Site"] = site;
        return request;
    }
}
