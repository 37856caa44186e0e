using System.Runtime.ExceptionServices;
using Bailey.Interop;

namespace Bailey.Realm.Tests;

/// <summary>A thread with the stack of a worker's engine thread.</summary>
internal static class GuestThread
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>Far above what any test takes; reached, the program hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    /// <summary>Starts <paramref name="run"/>; the task ends as it does.</summary>
    public static Task Start(Action run)
    {
        var ended = new TaskCompletionSource();
        new Thread(
            () =>
            {
                try
                {
                    run();
                    ended.SetResult();
                }
                catch (JSException error)
                {
                    ended.SetException(new InvalidOperationException($"{error.Message} {error.Stack}", error));
                }
#pragma warning disable CA1031 // Handed to the test's thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    ended.SetException(error);
                }
            },
            StackBytes)
        {
            IsBackground = true,
        }.Start();
        return ended.Task;
    }

    /// <summary>Waits for the end and throws what it threw.</summary>
    public static void Join(Task run)
    {
        if (Task.WaitAny([run], Hang) < 0)
        {
            throw new TimeoutException($"the program did not end within {Hang.TotalMinutes} minutes");
        }

        if (run.Exception is { InnerException: { } error })
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    public static void Run(Action run) => Join(Start(run));
}
