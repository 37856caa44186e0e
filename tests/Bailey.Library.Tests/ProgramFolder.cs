namespace Bailey.Library.Tests;

/// <summary>A program in a folder of its own.</summary>
internal sealed class ProgramFolder
{
    /// <param name="bailey">Its bailey.json; it has no packages.</param>
    public ProgramFolder(string bailey)
    {
        Write("policy.json", """{"resources":{}}""");
        Write("bailey.json", bailey);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("bailey-program-").FullName;

    public GuestProgram Program => GuestProgram.FromFolder(Path);

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Delete() => Directory.Delete(Path, recursive: true);
}
