using System.Runtime.CompilerServices;

namespace Bailey.Tests;

/// <summary>Texts that a person approved. After a wanted change run with BAILEY_APPROVE=1 and review the difference.</summary>
internal static class Approved
{
    public static void Match(string name, string actual, [CallerFilePath] string caller = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(caller)!, "Approved", name);
        if (Environment.GetEnvironmentVariable("BAILEY_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
