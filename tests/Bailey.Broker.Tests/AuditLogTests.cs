using System.Text.Json;
using Bailey.Broker.Audit;

namespace Bailey.Broker.Tests;

public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_that_several_brokers_write_at_the_same_time_are_all_there_whole_also_while_files_are_changed()
    {
        const int brokers = 4;
        const int lines = 500;
        var bounds = new AuditBounds(FileBytes: 4000);
        await Task.WhenAll(Enumerable.Range(0, brokers).Select(broker => Task.Run(() =>
        {
            using AuditLog log = AuditLog.Open(_folder, bounds);
            for (int i = 0; i < lines; i++)
            {
                log.Said(broker, $$"""{"line":{{i}},"text":"{{new string('x', i % 100)}}"}""");
            }
        })));
        string[] files = Directory.GetFiles(_folder);
        Assert.True(files.Length > 1, "the control: there was more than one file");
        (int, int)[] found = [.. files.SelectMany(File.ReadLines).Select(static line => JsonDocument.Parse(line).RootElement).Select(static row => (row.GetProperty("guest").GetInt32(), row.GetProperty("line").GetInt32()))];
        Assert.Equal(Enumerable.Range(0, brokers).SelectMany(static broker => Enumerable.Range(0, lines).Select(line => (broker, line))), found.Order());
    }

    [Fact]
    public void A_log_that_is_long_gets_another_name_when_it_is_opened_and_keeps_its_lines()
    {
        File.WriteAllText(Current, new string('x', 1000) + "\n");
        AuditLog.Open(_folder, new AuditBounds(FileBytes: 2000)).Dispose();
        Assert.Equal([Current], Directory.GetFiles(_folder)); // the control
        AuditLog.Open(_folder, new AuditBounds(FileBytes: 500)).Dispose();
        Assert.Equal(1001, new FileInfo(Directory.GetFiles(_folder).Single(file => file != Current)).Length);
        Assert.Equal(0, new FileInfo(Current).Length);
    }

    [Fact]
    public void A_guest_that_causes_more_than_its_share_has_no_answer_and_harms_nobody_else()
    {
        using AuditLog log = AuditLog.Open(_folder, new AuditBounds(GuestBytes: 100));
        log.Said(1, """{"a":1}""");
        Assert.Contains("its share", Assert.Throws<IOException>(() => log.Said(1, $$"""{"a":"{{new string('x', 100)}}"}""")).Message, StringComparison.Ordinal);
        log.Said(2, """{"a":1}""");
        log.Ended(1, $$"""{"end":"{{new string('x', 100)}}"}""");
        Assert.Equal([1, 2, 1], File.ReadLines(Current).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("guest").GetInt32()));
    }

    [Fact]
    public void A_disk_that_is_full_is_an_error_for_everything()
    {
        File.CreateSymbolicLink(Current, "/dev/full");
        using AuditLog log = AuditLog.Open(_folder);
        Assert.Contains("ENOSPC", Assert.Throws<IOException>(() => log.Said(1, "{}")).Message, StringComparison.Ordinal);
        Assert.Contains("ENOSPC", Assert.Throws<IOException>(() => log.Ended(1, "{}")).Message, StringComparison.Ordinal);
    }

    private string Current => Path.Combine(_folder, "audit.jsonl");
}
