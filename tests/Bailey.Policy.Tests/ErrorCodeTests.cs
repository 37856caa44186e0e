namespace Bailey.Policy.Tests;

public sealed class ErrorCodeTests
{
    [Fact]
    public void Every_code_has_a_page_that_opens_with_its_title_and_says_the_fix()
    {
        foreach (ErrorCode code in ErrorCodes.All)
        {
            string page = Path.Combine(Repository.Root, code.Page);
            Assert.True(File.Exists(page), $"{code.Page} is missing");
            string text = File.ReadAllText(page);
            Assert.StartsWith($"# {code.Id}: {code.Title}\n", text, StringComparison.Ordinal);
            Assert.Contains("\n## Fix\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_page_of_this_catalogue_has_a_code()
    {
        foreach (string page in Directory.GetFiles(Path.Combine(Repository.Root, "docs/errors"), "BLY1*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs/errors"), "BLY20*.md")))
        {
            Assert.Contains(ErrorCodes.All, code => code.Id == Path.GetFileNameWithoutExtension(page));
        }
    }

    [Fact]
    public void Every_code_is_used()
    {
        string source = string.Join('\n', Directory.GetFiles(Path.Combine(Repository.Root, "src/Bailey.Policy"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => Path.GetFileName(file) is not "ErrorCodes.cs").Select(File.ReadAllText));
        foreach (var field in typeof(ErrorCodes).GetFields())
        {
            Assert.True(source.Contains($"ErrorCodes.{field.Name}", StringComparison.Ordinal), $"{field.Name} is never reported");
        }
    }

    [Fact]
    public void Codes_ascend_and_none_is_left_out_of_the_list()
    {
        Assert.Equal(ErrorCodes.All.Select(static code => code.Id).Order(StringComparer.Ordinal), ErrorCodes.All.Select(static code => code.Id));
        Assert.Equal(typeof(ErrorCodes).GetFields().Length, ErrorCodes.All.DistinctBy(static code => code.Id).Count());
    }
}
