using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

/// <summary>A script that stands for bubblewrap, in a folder of its own with a named pipe <c>hold</c> that never ends.</summary>
internal sealed class OtherBubblewrap : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;

    /// <param name="script">Lines of bash; they run in the folder.</param>
    public OtherBubblewrap(string script)
    {
        Folder = Directory.CreateTempSubdirectory("bailey-bwrap-").FullName;
        // As root, sandboxes and so the script have another user.
        File.SetUnixFileMode(Folder, Everybody);
        Path = Write("launcher", $"#!/bin/bash\ncd '{Folder}'\n{script}\n");
        using Process made = Process.Start("mkfifo", ["-m", "666", In("hold")]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    public string Folder { get; }

    public string Path { get; }

    public string In(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        File.SetUnixFileMode(In(name), Everybody);
        return In(name);
    }

    /// <summary>Lets what reads from <c>hold</c> go on.</summary>
    public void Release()
    {
        using FileStream hold = new(In("hold"), FileMode.Open, FileAccess.ReadWrite);
        hold.WriteByte((byte)'x');
        hold.Flush();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
