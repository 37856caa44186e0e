using System.Text;

namespace Bailey.Policy;

/// <summary>
/// Writes a policy byte for byte as LavaMoat does: json-stable-stringify with two spaces and LavaMoat's order of keys, an empty
/// object on two lines, no newline at the end.
/// </summary>
/// <remarks>Source: https://github.com/LavaMoat/LavaMoat/blob/main/packages/core/src/stringifyPolicy.js.</remarks>
internal sealed class LavaMoatWriter(bool compact)
{
    private readonly StringBuilder _json = new();
    private int _level;

    public static string Write(LavaMoatPolicy policy) => Write(policy, compact: false);

    /// <summary>The same order without white space, for a program to read.</summary>
    public static string WriteCompact(LavaMoatPolicy policy) => Write(policy, compact: true);

    private static string Write(LavaMoatPolicy policy, bool compact)
    {
        var writer = new LavaMoatWriter(compact);
        writer.Object(FileMembers(policy));
        return writer._json.ToString();
    }

    /// <summary>LavaMoat's order: names that hold <c>&gt;</c> compare by their parts reversed, so that differences group by leaf package.</summary>
    public static int CompareKeys(string a, string b)
    {
        return string.CompareOrdinal(Reversed(a), Reversed(b));

        static string Reversed(string key) => key.Contains('>', StringComparison.Ordinal) ? string.Join('<', key.Split('>').Reverse()) : key;
    }

    private static Dictionary<string, object> FileMembers(LavaMoatPolicy policy)
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["resources"] = Boxed(policy.Resources, ResourceMembers),
        };
        if (policy.Resolutions is { } resolutions)
        {
            members["resolutions"] = Boxed(resolutions, static paths => Boxed(paths, static to => to));
        }

        if (policy.Root is { } root)
        {
            members["root"] = root.UsePolicy is null
                ? new Dictionary<string, object>(StringComparer.Ordinal)
                : new Dictionary<string, object>(StringComparer.Ordinal) { ["usePolicy"] = root.UsePolicy };
        }

        if (policy.Include is { } include)
        {
            members["include"] = include.Select(static module => module.Entry is null
                ? (object)module.Name
                : new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = module.Name, ["entry"] = module.Entry }).ToList();
        }

        return members;
    }

    private static Dictionary<string, object> ResourceMembers(ResourcePolicy resource)
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal);
        if (resource.Globals is { } globals)
        {
            members["globals"] = Boxed(globals.Entries, GrantText);
        }

        if (resource.Builtin is { } builtin)
        {
            members["builtin"] = Boxed(builtin.Entries, static allowed => allowed);
        }

        if (resource.Packages is { } packages)
        {
            members["packages"] = Boxed(packages, static allowed => allowed);
        }

        if (resource.Native is { } native)
        {
            members["native"] = native;
        }

        if (resource.Meta is { } meta)
        {
            members["meta"] = Boxed(meta, static value => value.IsList ? value.Texts.Cast<object>().ToList() : (object)value.Texts[0]);
        }

        if (resource.Env is { } env)
        {
            members["env"] = env;
        }

        return members;
    }

    private static object GrantText(GlobalGrant grant) => grant switch
    {
        GlobalGrant.Read => true,
        GlobalGrant.ReadWord => "read",
        GlobalGrant.Write => "write",
        GlobalGrant.Redefine => "redefine",
        _ => false,
    };

    private static Dictionary<string, object> Boxed<T>(IReadOnlyDictionary<string, T> entries, Func<T, object> box)
    {
        var boxed = new Dictionary<string, object>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            boxed.Add(name, box(value));
        }

        return boxed;
    }

    private void Value(object value)
    {
        switch (value)
        {
            case bool flag:
                _json.Append(flag ? "true" : "false");
                break;
            case string text:
                JsonText.AppendString(_json, text);
                break;
            case Dictionary<string, object> members:
                Object(members);
                break;
            case List<object> items:
                Group('[', ']', items, Value);
                break;
        }
    }

    private void Object(Dictionary<string, object> members)
    {
        List<string> names = [.. members.Keys];
        names.Sort(CompareKeys);
        Group('{', '}', names, name =>
        {
            JsonText.AppendString(_json, name);
            _json.Append(compact ? ":" : ": ");
            Value(members[name]);
        });
    }

    private void Group<T>(char open, char close, List<T> items, Action<T> write)
    {
        _json.Append(open);
        _level++;
        for (int i = 0; i < items.Count; i++)
        {
            _json.Append(i == 0 ? "" : ",");
            NewLine();
            write(items[i]);
        }

        _level--;
        NewLine();
        _json.Append(close);
    }

    private void NewLine()
    {
        if (!compact)
        {
            _json.Append('\n').Append(' ', 2 * _level);
        }
    }
}
