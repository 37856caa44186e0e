namespace Bailey.Conformance.Tests;

/// <summary>Runs work on a thread with a guest's stack: the engine bounds recursion by it.</summary>
internal static class GuestThread
{
    private const int StackBytes = 16 * 1024 * 1024;

    public static T Run<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(
            () =>
            {
                try
                {
                    result.SetResult(work());
                }
#pragma warning disable CA1031 // Handed to the test's thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    result.SetException(error);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }
}
