using System.Diagnostics;

namespace Bailey.Library.Tests;

/// <summary>Guests in a row. A thousand in the long suite.</summary>
[Collection("alone")]
public sealed class LeakTests : IDisposable
{
    private static readonly int Guests = Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") == "1" ? 1000 : 20;

    private readonly string? _temporaryFolder = Environment.GetEnvironmentVariable("TMPDIR");
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-leaks-").FullName;

    // Of this test's own: other programs use the machine's.
    public LeakTests() => Environment.SetEnvironmentVariable("TMPDIR", _folder);

    [Fact]
    public async Task Guests_in_a_row_leave_no_descriptor_process_thread_folder_or_memory_behind()
    {
        await using BaileyHost host = Published.StartHost();
        int broker = Processes.Beneath(Environment.ProcessId).Single(static process => Path.GetFileName(Processes.CommandOf(process).Split('\0')[0]) == "Bailey.Broker");
        // Both processes come to rest first: thread pools, code, staged root.
        for (int i = 0; i < 5; i++)
        {
            await Once(host);
        }

        Traces before = await Traces.Take(broker);
        for (int i = 0; i < Guests; i++)
        {
            await Once(host);
        }

        Traces after = await Traces.Take(broker);
        Assert.Equal(before.ProcessCount, after.ProcessCount);
        Assert.Equal(before.Folders, after.Folders);
        Assert.InRange(after.HostDescriptors, 0, before.HostDescriptors + 4);
        Assert.InRange(after.BrokerDescriptors, 0, before.BrokerDescriptors + 4);
        Assert.InRange(after.BrokerThreads, 0, before.BrokerThreads + 10);
        Assert.InRange(after.HostThreads, 0, before.HostThreads + 10);
        Assert.InRange(after.HostMemory, 0, before.HostMemory + (4 * 1024 * 1024));
        Assert.InRange(after.BrokerMemory, 0, before.BrokerMemory + (64L * 1024 * 1024));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporaryFolder);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task Once(BaileyHost host)
    {
        await using PlugIn plugIn = await PlugIn.Load(
            host,
            "import { lookup, source } from 'bailey:host'; export const run = async () => { let n = await lookup(1); for await (const c of source) n += c.length; return { n, back: () => n }; };",
            ["lookup", "source"],
            static options =>
            {
                options.Functions["lookup"] = (int n) => n + 1;
                options.Readable["source"] = new MemoryStream(new byte[100_000]);
            },
            more: """
                "files":[{"path":"/tmp","access":"scratch"}]
                """);
        Answer answer = await plugIn.Value<Answer>("run");
        Assert.Equal(100_002, (await answer.Back.CallAsync<int>()).ValueOrThrow());
    }

    private sealed record Answer(int N, GuestFunction Back);

    private sealed record Traces(
        int ProcessCount, int Folders, int HostDescriptors, int BrokerDescriptors, int HostThreads, int BrokerThreads, long HostMemory, long BrokerMemory)
    {
        public static async Task<Traces> Take(int broker)
        {
            // The last guest's processes are reaped beside everything else.
            int processes = Processes.Beneath(broker).Count();
            for (int i = 0; i < 100 && processes > 0; i++)
            {
                await Task.Delay(20);
                processes = Processes.Beneath(broker).Count();
            }

            using Process host = Process.GetCurrentProcess();
            using Process child = Process.GetProcessById(broker);
            return new Traces(
                processes,
                Directory.GetFileSystemEntries(Path.GetTempPath()).Length,
                Descriptors(Environment.ProcessId),
                Descriptors(broker),
                host.Threads.Count,
                child.Threads.Count,
                Heap(),
                child.WorkingSet64);
        }

        // After a whole collection, its own count: GC.GetTotalMemory takes free lists off that may be older, and goes below nought.
        private static long Heap()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return GC.GetGCMemoryInfo(GCKind.FullBlocking).HeapSizeBytes;
        }

        // Without the program's own libraries: the runtime opens each at its first use and keeps it.
        private static int Descriptors(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd")
            .Count(static descriptor => Path.GetExtension(new FileInfo(descriptor).LinkTarget) is not (".dll" or ".so"));
    }
}

/// <summary>Tests that count what the whole process holds.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
