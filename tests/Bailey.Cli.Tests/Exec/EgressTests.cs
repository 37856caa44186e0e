using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Native programs with a network that is only a proxy, in an internet of the tests' own.</summary>
[Collection(nameof(Internet))]
public sealed class EgressTests(Internet internet)
{
    private const string Good = """ "egress":[{"origin":"http://good.example","methods":["GET"]},{"origin":"https://good.example","methods":["CONNECT"]}] """;

    // Python, because it lets one say anything: a connection to the proxy, what is sent, and the first bytes of the answer.
    private const string Raw = """
        import socket, sys
        def say(*parts):
            s = socket.create_connection(('127.0.0.1', 3128), 20)
            answer = b''
            for part in parts:
                s.sendall(part)
                answer = s.recv(4096)
            return answer

        """;

    [Theory]
    [InlineData("-sS", "http://good.example/")]
    [InlineData("-ksS", "https://good.example/")]
    [InlineData("-sS", "-x", "socks5h://127.0.0.1:3128", "http://good.example/")]
    [InlineData("-ksS", "-x", "socks5h://127.0.0.1:3128", "https://good.example/")]
    public void A_granted_origin_answers_and_another_is_refused_with_the_line_that_would_allow_it(params string[] arguments)
    {
        using var folder = new ExecFolder(Good);
        Assert.StartsWith("hello from 192.31.196.10\n", Curl(folder, arguments).Output, StringComparison.Ordinal);

        string[] other = [.. arguments[..^1], arguments[^1].Replace("good", "other", StringComparison.Ordinal)];
        CliResult denied = Curl(folder, other);
        Assert.DoesNotContain("hello", denied.Output, StringComparison.Ordinal);
        Assert.Contains($"bailey.json: egress += {{ \"origin\": \"{other[^1].TrimEnd('/')}\"", denied.Error, StringComparison.Ordinal);

        string method = other[^1].StartsWith("https", StringComparison.Ordinal) ? "CONNECT" : "GET";
        folder.Policy($$""" "egress":[{"origin":"{{other[^1].TrimEnd('/')}}","methods":["{{method}}"]}] """);
        Assert.StartsWith("hello from 192.31.196.11\n", Curl(folder, other).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_is_not_granted_is_refused()
    {
        using var folder = new ExecFolder(Good);
        Assert.Contains("\"methods\": [\"POST\"]", Curl(folder, "-sS", "-d", "x=1", "http://good.example/").Error, StringComparison.Ordinal);
        folder.Policy(""" "egress":[{"origin":"http://good.example","methods":["POST"]}] """);
        Assert.Contains("POST / HTTP/1.1", Curl(folder, "-sS", "-d", "x=1", "http://good.example/").Output, StringComparison.Ordinal);
        Assert.Contains("POST / HTTP/1.1", Curl(folder, "-sS", "-H", "Transfer-Encoding: chunked", "-d", "x=1", "http://good.example/").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loopback.example")]
    [InlineData("private.example")]
    [InlineData("cloud.example")]
    [InlineData("own.example")]
    [InlineData("mixed.example")]
    [InlineData("six.example")]
    [InlineData("mapped.example")]
    [InlineData("translated.example")]
    [InlineData("127.0.0.1")]
    [InlineData("10.77.0.2")]
    [InlineData("192.31.196.200")]
    public void A_granted_name_that_leads_inwards_is_refused_unless_the_grant_says_so(string host)
    {
        using var folder = new ExecFolder($$""" "egress":[{"origin":"http://{{host}}","methods":["GET"]}] """);
        Assert.Contains("egress[0].privateAddresses = true", Curl(folder, "-sS", $"http://{host}/").Error, StringComparison.Ordinal);
        folder.Policy($$""" "egress":[{"origin":"http://{{host}}","methods":["GET"],"privateAddresses":true}] """);
        CliResult wider = Curl(folder, "-sS", $"http://{host}/");
        Assert.DoesNotContain("Refused", wider.Error, StringComparison.Ordinal);
        if (host is "private.example" or "10.77.0.2")
        {
            Assert.StartsWith("hello from 10.77.0.2\n", wider.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_that_changes_its_mind_is_looked_up_and_checked_for_each_connection()
    {
        using var folder = new ExecFolder(""" "children":4,"egress":[{"origin":"http://flip.example","methods":["GET"]}] """);
        CliResult result = folder.Run(["sh", "-c", "curl -sS http://flip.example/; curl -sS http://flip.example/"], within: internet.Host);
        Assert.StartsWith("hello from 192.31.196.10\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("egress[0].privateAddresses", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_granted_name_is_looked_up_as_it_stands_and_never_with_a_search_domain()
    {
        using var folder = new ExecFolder(""" "egress":[{"origin":"http://short","methods":["GET"]}] """);
        Assert.Contains("nobody answers", Curl(folder, "-sS", "http://short/").Output, StringComparison.Ordinal);
        // The control: whoever takes the machine's search domain finds it.
        Assert.StartsWith("hello", internet.Bare("curl", "-sS", "http://short/").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("good.example.:443")]
    [InlineData("good.example\\x00.evil:443")]
    [InlineData("good.example%00:443")]
    [InlineData("evil@good.example:443")]
    [InlineData("good\\xe3\\x80\\x82example:443")]
    [InlineData("0x7f.1:443")]
    [InlineData("127.1:443")]
    [InlineData("017700000001:443")]
    [InlineData("2130706433:443")]
    [InlineData("[::1%25lo]:443")]
    [InlineData("[::ffff:127.0.0.1]:443")]
    [InlineData("good.example:0443")]
    [InlineData("good.example:65979")]
    [InlineData("good.example:")]
    [InlineData("good.example")]
    public void A_smuggled_name_is_no_name(string target)
    {
        using var folder = new ExecFolder(Good);
        string Ask(string name) => Raw + $"print(say(b'CONNECT {name} HTTP/1.1\\r\\n\\r\\n')[:12])";
        Assert.Equal("b'HTTP/1.1 403'\n", folder.Python(Ask(target), internet.Host).Output);
        Assert.Equal("b'HTTP/1.1 200'\n", folder.Python(Ask("good.example:443"), internet.Host).Output);
        Assert.Equal("b'HTTP/1.1 200'\n", folder.Python(Ask("GOOD.example:443"), internet.Host).Output);
    }

    [Theory]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: other.example\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\nHost: other.example\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\nX: y\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost : good.example\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n")]
    [InlineData("GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\nConnection: Host\\r\\n\\r\\n")]
    [InlineData("GET http://good.example@other.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n")]
    [InlineData("GET http://good.example\\\\@other.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n")]
    [InlineData("get http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n")]
    [InlineData("GET https://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n")]
    [InlineData("GET / HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n")]
    public void A_request_that_can_be_read_in_two_ways_is_refused(string request)
    {
        using var folder = new ExecFolder(Good);
        Assert.Equal("b'HTTP/1.1 403'\n", folder.Python(Raw + $"print(say(b'{request}')[:12])", internet.Host).Output);
        Assert.Equal("b'HTTP/1.1 200'\n", folder.Python(Raw + "print(say(b'GET http://good.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n')[:12])", internet.Host).Output);
    }

    [Fact]
    public void TLS_for_another_name_without_a_name_or_none_at_all_is_refused_before_a_byte_is_sent_on()
    {
        using var folder = new ExecFolder(Good);
        CliResult other = Curl(folder, "-ksS", "--connect-to", "other.example:443:good.example:443", "https://other.example/");
        Assert.Contains("begun for another name", other.Error, StringComparison.Ordinal);
        const string connected = Raw + """
            import ssl
            s = socket.create_connection(('127.0.0.1', 3128), 20)
            s.sendall(b'CONNECT good.example:443 HTTP/1.1\r\n\r\n')
            s.recv(4096)
            def tls(name):
                context = ssl.create_default_context(); context.check_hostname = False; context.verify_mode = ssl.CERT_NONE
                t = context.wrap_socket(s, server_hostname=name); t.sendall(b'GET / HTTP/1.1\r\n\r\n'); print(t.recv(8))

            """;
        Assert.Contains("begun without a name", folder.Python(connected + "tls(None)", internet.Host).Error, StringComparison.Ordinal);
        Assert.Contains("is not TLS", folder.Python(connected + "s.sendall(b'GET / HTTP/1.1\\r\\n\\r\\n'); print(s.recv(8))", internet.Host).Error, StringComparison.Ordinal);
        Assert.Equal("b'HTTP/1.1'\n", folder.Python(connected + "tls('good.example')", internet.Host).Output);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SOCKS_carries_no_datagrams_and_nothing_from_outside(int command)
    {
        using var folder = new ExecFolder(Good);
        string Ask(int what) => Raw + $"print(say(b'\\5\\1\\0', b'\\5' + bytes([{what}]) + b'\\0\\3\\x0cgood.example\\0\\x50')[1])";
        Assert.Equal("7\n", folder.Python(Ask(command), internet.Host).Output);
        Assert.Equal("0\n", folder.Python(Ask(1), internet.Host).Output);
    }

    [Fact]
    public void Credentials_of_another_sandbox_are_refused()
    {
        using var folder = new ExecFolder(Good);
        Assert.Contains("not this sandbox's credentials", Curl(folder, "-sS", "-x", "http://sandbox:0123@127.0.0.1:3128", "http://good.example/").Error, StringComparison.Ordinal);
        Assert.Contains("not this sandbox's credentials", Curl(folder, "-sS", "-x", "socks5h://sandbox:0123@127.0.0.1:3128", "http://good.example/").Error, StringComparison.Ordinal);
        Assert.StartsWith("hello", Curl(folder, "-sS", "http://good.example/").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_hundred_connections_at_once_are_all_served()
    {
        using var folder = new ExecFolder(Good);
        CliResult result = Curl(folder, "-sS", "-Z", "--parallel-max", "200", "--parallel-immediate", "http://good.example/[1-200]");
        Assert.Equal(200, result.Output.Split("hello from").Length - 1);
    }

    [Fact]
    public void A_large_answer_comes_whole()
    {
        using var folder = new ExecFolder(Good + """ ,"children":4 """);
        Assert.Equal("8388608\n", folder.Run(["sh", "-c", "curl -ksS https://good.example/big | wc -c"], within: internet.Host).Output);
    }

    [Fact]
    public void When_its_tunnel_is_killed_the_program_ends_and_nothing_is_left()
    {
        using var folder = new ExecFolder(Good);
        using Process host = folder.Start(["/usr/bin/python3", "-u", "-c", Raw + "say(b'CONNECT good.example:443 HTTP/1.1\\r\\n\\r\\n'); print('ready'); import time; time.sleep(1000)"], internet.Host);
        Assert.Equal("ready", host.StandardOutput.ReadLine());
        int[] all = [.. Processes.Beneath(host.Id)];
        int tunnel = Assert.Single(all, static pid => Processes.CommandOf(pid).StartsWith("/app/Bailey.Tunnel", StringComparison.Ordinal));
        Process.GetProcessById(tunnel).Kill();
        CliResult result = PublishedCli.End(host);
        Assert.Equal(76, result.ExitCode);
        Assert.Contains("tunnel ended", result.Error, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => all.All(Processes.IsGone), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void When_the_command_line_is_killed_tunnel_and_program_go_too()
    {
        using var folder = new ExecFolder(Good);
        using Process host = folder.Start(["/usr/bin/python3", "-u", "-c", Raw + "say(b'CONNECT good.example:443 HTTP/1.1\\r\\n\\r\\n'); print('ready'); import time; time.sleep(1000)"], internet.Host);
        Assert.Equal("ready", host.StandardOutput.ReadLine());
        int[] all = [.. Processes.Beneath(host.Id)];
        Assert.Contains(all, static pid => Processes.CommandOf(pid).StartsWith("/app/Bailey.Tunnel", StringComparison.Ordinal));
        host.Kill();
        host.WaitForExit();
        Assert.True(SpinWait.SpinUntil(() => all.All(Processes.IsGone), TimeSpan.FromSeconds(20)), "something outlived the host");
    }

    [Theory]
    [InlineData("tcp 192.31.196.20 80", "socket.create_connection(('192.31.196.20', 80), 5)")]
    [InlineData("udp 192.31.196.20 9999", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.31.196.20', 9999))")]
    [InlineData("udp 192.31.196.20 3478", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(bytes([0, 1, 0, 0]) + bytes(16), ('192.31.196.20', 3478))")]
    [InlineData("udp 192.31.196.53 53", "socket.getaddrinfo('good.example', 80)")]
    [InlineData("udp 192.31.196.99 53", "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.31.196.99', 53)); s.send(b'x' * 20)")]
    public void Not_one_packet_gets_out_but_through_the_tunnel(string packet, string attempt)
    {
        using var folder = new ExecFolder(""" "egress":[{"origin":"http://10.77.0.2","methods":["GET"],"privateAddresses":true}] """);
        // Others have asked for names already; this one's own questions are told apart by their number.
        int before = internet.Count(packet);
        CliResult inside = folder.Python("import socket; " + attempt, internet.Host);
        Assert.NotEqual("", inside.Error);
        // What was sent before this came is recorded before it: one wire, one order.
        Assert.StartsWith("hello", Curl(folder, "-sS", "http://10.77.0.2/").Output, StringComparison.Ordinal);
        Assert.Equal(before, internet.Count(packet));

        internet.Bare("/usr/bin/python3", "-c", "import socket; " + attempt);
        Assert.StartsWith("hello", internet.Bare("curl", "-sS", "http://10.77.0.2/").Output, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => internet.Count(packet) > before, TimeSpan.FromSeconds(20)), "the control was not seen");
    }

    [Fact]
    public void A_refusal_and_a_connection_are_in_the_audit_log()
    {
        string state = Directory.CreateTempSubdirectory("bailey-state-").FullName;
        using var folder = new ExecFolder(Good);
        folder.Run(["curl", "-sS", "http://good.example/"], within: [.. internet.Host, "env", "XDG_STATE_HOME=" + state]);
        folder.Run(["curl", "-sS", "http://other.example/"], within: [.. internet.Host, "env", "XDG_STATE_HOME=" + state]);
        string log = File.ReadAllText(Path.Combine(state, "bailey", "audit.jsonl"));
        Assert.Contains("\"event\":\"connected\",\"subject\":\"GET http://good.example\",\"address\":\"192.31.196.10\"", log, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"closed\",\"connection\":1,\"sent\":", log, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"egress\",\"subject\":\"GET http://other.example\"", log, StringComparison.Ordinal);
        Directory.Delete(state, recursive: true);
    }

    private CliResult Curl(ExecFolder folder, params string[] arguments) => folder.Run(["curl", "-m", "60", "--noproxy", "", .. arguments], within: internet.Host);
}
