using FsCheck;
using FsCheck.Fluent;

namespace Bailey.Policy.Tests;

/// <summary>Generators of policies, over few names so that grants meet each other.</summary>
internal static class Policies
{
    public static readonly string[] Packages = ["a", "b", "a>b", "$root$"];
    public static readonly string[] Paths = ["x", "x.y", "x.y.z", "x.w", "fs", "fs.readFile", "v"];
    public static readonly string[] ProbedFiles = ["/d", "/d/f", "/d/out", "/d/out/f", "/e", "/e/f", "/tmp", "/tmp/f", "/app", "/app/f", "/other"];

    private static readonly FileGrant[] Grants =
    [
        new("/d", FileGrantAccess.Read, "./d"), new("/d", FileGrantAccess.Write, "./d", ByteSize.Megabytes(1)),
        new("/d/out", FileGrantAccess.Write, "./d/out", Required: true), new("/d/out", FileGrantAccess.Scratch),
        new("/d/f", FileGrantAccess.Read, "/srv/f"), new("/e", FileGrantAccess.Read, "../e"), new("/e", FileGrantAccess.Write, "/srv/é \"e\""),
        new("/tmp", FileGrantAccess.Scratch, MaxBytes: new ByteSize(1234)), new("/app", FileGrantAccess.Read, "."),
    ];

    public static readonly Gen<string> AnyText = ArbMap.Default.GeneratorFor<string?>().Select(static text => text ?? "")
        .Or(Gen.ArrayOf(Gen.Elements('a', '\u001b', '\u202e', '\ud83d', '\ude42', '\n', '"', '\\', '<', '\u2028', '\udb40', '\udc41')).Select(static chars => new string(chars)));

    public static readonly LavaMoatPolicy AllPackages = LavaMoatPolicy.Empty with
    {
        Resources = Packages.ToDictionary(static name => name, static _ => new ResourcePolicy(), StringComparer.Ordinal),
    };

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<EnvGrant> Variable = Gen.Elements(
        EnvGrant.FromHost, new EnvGrant(Value: null, "HOME", Required: true), EnvGrant.Literal("x\ny\u001b\ud7ff🙂"), EnvGrant.Literal(""));

    private static readonly Gen<PackageNarrowing> Narrowing =
        from files in Gen.SubListOf(new NarrowedFile("/d", FileGrantAccess.Read), new NarrowedFile("/d/out", FileGrantAccess.Write), new NarrowedFile("/tmp", FileGrantAccess.Write))
        from required in Flag
        from exports in Gen.Elements<ExportsMode?>(null, ExportsMode.Lock, ExportsMode.Harden, ExportsMode.Copy, ExportsMode.Open)
        select new PackageNarrowing([.. files], Required: required, Exports: exports);

    private static readonly Gen<GuestLimits> Limits =
        from memory in Maybe(Clause(Gen.Choose(64, 4096).Select(ByteSize.Megabytes)))
        from cpu in Maybe(Clause(Gen.Choose(100, 1_000_000).Select(static ms => TimeSpan.FromMilliseconds(ms))))
        from wall in Maybe(Clause(Gen.Choose(1, 700).Select(static h => TimeSpan.FromHours(h))))
        from output in Maybe(Clause(Gen.Choose(1024, int.MaxValue).Select(static bytes => new ByteSize(bytes))))
        from files in Maybe(Clause(Gen.Choose(0, 4096)))
        from timers in Maybe(Clause(Gen.Choose(0, 1000)))
        select new GuestLimits { Memory = memory, Cpu = cpu, Wall = wall, Output = output, OpenFiles = files, Timers = timers };

    private static readonly Gen<FramePolicy?> Frame =
        from present in Flag
        from grade in Gen.Elements(FrameGrade.Hardened, FrameGrade.Declared)
        from permissions in Gen.SubListOf("camera", "clipboard-write", "fullscreen")
        from entry in Gen.Elements("index.html", "a/ö.html")
        from flags in Gen.Elements(true, false).ArrayOf(8)
        select present
            ? new FramePolicy
            {
                Grade = grade,
                Permissions = [.. permissions],
                Entry = entry,
                Forms = flags[0],
                Downloads = flags[1],
                Modals = flags[2],
                Storage = flags[3],
                Inline = flags[4],
                Workers = flags[5] && grade == FrameGrade.Declared,
                Eval = flags[6] && grade == FrameGrade.Declared,
                Wasm = flags[7] && grade == FrameGrade.Declared,
            }
            : null;

    public static readonly Gen<BaileyPolicy> Bailey =
        (from files in Gen.SubListOf(Grants)
         from env in Map(["HOME", "LANG", "A_1"], Variable)
         from packages in Map(Packages, Narrowing)
         from limits in Limits
         from clock in Gen.Elements<ClockGrant?>(null, new(ClockMode.None, Required: true), new(ClockMode.Virtual), new(ClockMode.Real, TimeSpan.FromMilliseconds(1500)))
         from random in Gen.Elements<RandomGrant?>(null, new(RandomMode.None), new(RandomMode.Seeded, 7), new(RandomMode.Real, Required: true))
         from identity in Maybe(Clause(Gen.Constant(GuestIdentity.Uniform)))
         from code in Maybe(Clause(Gen.Elements(DynamicCodeMode.Deny, DynamicCodeMode.Jit, DynamicCodeMode.Allow)))
         from frame in Frame
         from stdin in Flag
         from host in Gen.SubListOf("lookup", "orders")
         from rest in Flag
         select new BaileyPolicy
         {
             Entry = rest ? "src/index.js" : null,
             Files = [.. files],
             Env = env,
             Packages = packages,
             Limits = limits,
             Clock = clock,
             Random = random,
             Identity = identity,
             DynamicCode = code,
             Stdin = stdin,
             Host = [.. host],
             Frame = frame,
             Children = rest ? new Clause<int>(0, Required: true) : null,
             Wasm = rest ? new Clause<WasmMode>(WasmMode.None) : null,
         }).Where(static policy => policy.Validate().Count == 0);

    private static readonly Gen<ResourcePolicy> Resource =
        from globals in Map(Paths, Gen.Elements(GlobalGrant.Read, GlobalGrant.Read, GlobalGrant.Write, GlobalGrant.ReadWord, GlobalGrant.Redefine, GlobalGrant.Banned))
        from builtin in Map(Paths, Flag)
        from packages in Map(Packages, Flag)
        from native in Gen.Elements<bool?>(null, false, true)
        from note in Flag
        from present in Gen.Choose(0, 7)
        select new ResourcePolicy
        {
            Globals = (present & 1) == 0 ? null : new GlobalGrants(globals),
            Builtin = (present & 2) == 0 ? null : new BuiltinGrants(builtin),
            Packages = (present & 4) == 0 ? null : packages,
            Native = native,
            Meta = note ? new Dictionary<string, MetaValue>(StringComparer.Ordinal) { ["n"] = new(["x\u001b"], IsList: false), ["l"] = new([], IsList: true) } : null,
        };

    public static readonly Gen<LavaMoatPolicy> LavaMoat =
        from resources in Map(Packages, Resource)
        from root in Gen.Elements<RootPolicy?>(null, new(UsePolicy: null), new("a"))
        from include in Gen.Elements<IReadOnlyList<IncludedModule>?>(null, [], [new("a", Entry: null), new("b", "./x")])
        select new LavaMoatPolicy { Resources = resources, Root = root, Include = include };

    public static readonly Gen<(LavaMoatPolicy Policy, LavaMoatPolicy Override)> LavaMoatPairs =
        from policy in LavaMoat
        from over in LavaMoat
        select (policy, over);

    /// <summary>Valid texts with a few characters replaced, removed or doubled.</summary>
    public static readonly Gen<string> BrokenTexts =
        from text in Bailey.Select(static policy => policy.Write()).Or(LavaMoat.Select(static policy => policy.Write()))
        from places in Gen.ListOf(Gen.Choose(0, text.Length - 1))
        from insert in Gen.Elements("", "{", "}", "\"", "\\u202e", "\u202e", "1", "null", ",", "\ud800", "\0")
        select places.Take(3).Aggregate(text, (broken, place) => broken.Remove(Math.Min(place, broken.Length - 1), 1).Insert(Math.Min(place, broken.Length - 1), insert));

    /// <summary>The policy without one thing that grants: a file grant, a variable, a mode, a path that a package keeps.</summary>
    public static IEnumerable<BaileyPolicy> WithoutOneGrant(BaileyPolicy policy)
    {
        for (int i = 0; i < policy.Files.Count; i++)
        {
            yield return policy with { Files = [.. policy.Files.Where((_, j) => j != i)] };
        }

        foreach (string name in policy.Env.Keys)
        {
            yield return policy with { Env = Replace(policy.Env, name, default(EnvGrant)) };
        }

        foreach (var (name, narrowing) in policy.Packages)
        {
            foreach (NarrowedFile kept in narrowing.Files!)
            {
                yield return policy with { Packages = Replace(policy.Packages, name, narrowing with { Files = [.. narrowing.Files.Where(file => file != kept)] }) };
            }

            if (narrowing.Exports == ExportsMode.Open)
            {
                yield return policy with { Packages = Replace(policy.Packages, name, narrowing with { Exports = null }) };
            }
        }

        yield return policy with { Clock = null };
        yield return policy with { Random = null };
        yield return policy with { Identity = null };
        yield return policy with { DynamicCode = null };
        yield return policy with { Stdin = false };
        foreach (string name in policy.Host)
        {
            yield return policy with { Host = [.. policy.Host.Where(other => other != name)] };
        }
    }

    /// <summary>The resource without one allowed entry.</summary>
    public static IEnumerable<ResourcePolicy> WithoutOneGrant(ResourcePolicy resource)
    {
        foreach (var (path, _) in resource.Globals?.Entries.Where(static entry => entry.Value != GlobalGrant.Banned) ?? [])
        {
            yield return resource with { Globals = new GlobalGrants(Without(resource.Globals!.Entries, path)) };
        }

        foreach (var (path, _) in resource.Builtin?.Entries.Where(static entry => entry.Value) ?? [])
        {
            yield return resource with { Builtin = new BuiltinGrants(Without(resource.Builtin!.Entries, path)) };
        }

        foreach (string package in resource.Packages?.Keys ?? [])
        {
            yield return resource with { Packages = Without(resource.Packages!, package) };
        }
    }

    /// <summary>A copy with one value replaced, added, or removed when it is null.</summary>
    public static IReadOnlyDictionary<string, T> Replace<T>(IReadOnlyDictionary<string, T> entries, string name, T? value)
        where T : class
    {
        Dictionary<string, T> copy = Without(entries, name);
        if (value is not null)
        {
            copy[name] = value;
        }

        return copy;
    }

    private static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> entries, string name) =>
        entries.Where(entry => entry.Key != name).ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.Ordinal);

    private static Gen<Dictionary<string, T>> Map<T>(string[] names, Gen<T> value) =>
        from chosen in Gen.SubListOf(names)
        from values in value.ListOf(chosen.Count)
        select chosen.Zip(values).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);

    private static Gen<Clause<T>> Clause<T>(Gen<T> value) =>
        from inner in value
        from required in Flag
        select new Clause<T>(inner, required);

    private static Gen<Clause<T>?> Maybe<T>(Gen<Clause<T>> clause) =>
        from present in Flag
        from value in clause
        select present ? value : default(Clause<T>?);
}
