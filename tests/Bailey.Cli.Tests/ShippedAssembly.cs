using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Bailey.Cli.Tests;

/// <summary>What an assembly can be told from outside, read from its metadata and code without running it.</summary>
internal static partial class ShippedAssembly
{
    // Everything in the base library by which a program asks for its environment, its command line or a runtime setting.
    private static readonly HashSet<string> Askers =
    [
        "Environment.GetEnvironmentVariable", "Environment.GetEnvironmentVariables", "Environment.ExpandEnvironmentVariables",
        "Environment.GetCommandLineArgs", "Environment.get_CommandLine", "AppContext.TryGetSwitch", "AppContext.GetData",
        "ProcessStartInfo.get_Environment", "ProcessStartInfo.get_EnvironmentVariables",
    ];

    private const byte Call = 0x28;
    private const byte CallVirtual = 0x6F;
    private const byte LoadString = 0x72;
    private const int InstructionLength = 5;

    /// <summary>
    /// Command-line options, as <c>option --name</c>; questions, as <c>asks Class.Method(name)</c> with <c>?</c> for a name that is not a
    /// constant; imports, as <c>imports getenv</c>; files that say the same, as <c>file /proc/self/environ</c>.
    /// </summary>
    public static IEnumerable<string> Switches(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. Strings(metadata).Concat(Imports(metadata)).Concat(Questions(file, metadata)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Strings(MetadataReader metadata)
    {
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            string text = metadata.GetUserString(handle);
            foreach (Match option in Option().Matches(text))
            {
                yield return "option " + option.Value.TrimStart();
            }

            if (text is "/proc/self/environ" or "/proc/self/cmdline")
            {
                yield return "file " + text;
            }
        }
    }

    private static IEnumerable<string> Imports(MetadataReader metadata) =>
        from handle in metadata.MethodDefinitions
        let import = metadata.GetMethodDefinition(handle).GetImport()
        where !import.Module.IsNil
        let name = metadata.GetString(import.Name)
        where name is "getenv" or "secure_getenv"
        select "imports " + name;

    private static IEnumerable<string> Questions(PEReader file, MetadataReader metadata)
    {
        Dictionary<int, string> asked = metadata.MemberReferences
            .Select(handle => (Token: MetadataTokens.GetToken(handle), Name: NameOf(metadata, metadata.GetMemberReference(handle))))
            .Where(row => Askers.Contains(row.Name)).ToDictionary(row => row.Token, row => row.Name);
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            if (metadata.GetMethodDefinition(handle).RelativeVirtualAddress is var address and not 0
                && file.GetMethodBody(address).GetILBytes() is { } code)
            {
                for (int at = 0; at + InstructionLength <= code.Length; at++)
                {
                    if (code[at] is Call or CallVirtual && asked.TryGetValue(BitConverter.ToInt32(code, at + 1), out string? name))
                    {
                        yield return $"asks {name}({Argument(metadata, code, at)})";
                    }
                }
            }
        }
    }

    // The constant that the instruction before put on the stack.
    private static string Argument(MetadataReader metadata, byte[] code, int at) =>
        at >= InstructionLength && code[at - InstructionLength] == LoadString && BitConverter.ToInt32(code, at - InstructionLength + 1) is var token && token >> 24 == 0x70
            ? metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF))
            : "?";

    private static string NameOf(MetadataReader metadata, MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
        ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) + "." + metadata.GetString(member.Name)
        : "";

    [GeneratedRegex(@"(?<![\w-])--?[A-Za-z][\w-]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();
}
