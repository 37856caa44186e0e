namespace Bailey.Policy;

/// <summary>The words of bailey.json and the values they stand for: one table per word list, in the order they are suggested.</summary>
internal static class Words
{
    public static readonly (string Word, FileGrantAccess Value)[] Access =
        [("read", FileGrantAccess.Read), ("write", FileGrantAccess.Write), ("scratch", FileGrantAccess.Scratch)];

    public static readonly (string Word, ClockMode Value)[] Clock =
        [("real", ClockMode.Real), ("virtual", ClockMode.Virtual), ("none", ClockMode.None)];

    public static readonly (string Word, RandomMode Value)[] Random =
        [("real", RandomMode.Real), ("seeded", RandomMode.Seeded), ("none", RandomMode.None)];

    public static readonly (string Word, GuestIdentity Value)[] Identity =
        [("uniform", GuestIdentity.Uniform), ("host", GuestIdentity.Host)];

    public static readonly (string Word, DynamicCodeMode Value)[] DynamicCode =
        [("jit", DynamicCodeMode.Jit), ("allow", DynamicCodeMode.Allow), ("deny", DynamicCodeMode.Deny)];

    public static readonly (string Word, DisplayMode Value)[] Display =
        [("none", DisplayMode.None), ("x11", DisplayMode.X11), ("wayland", DisplayMode.Wayland)];

    public static readonly (string Word, FrameGrade Value)[] Grade = [("hardened", FrameGrade.Hardened), ("declared", FrameGrade.Declared)];

    public static readonly (string Word, WasmMode Value)[] Wasm = [("none", WasmMode.None)];

    public static readonly (string Word, ExportsMode Value)[] Exports =
        [("lock", ExportsMode.Lock), ("harden", ExportsMode.Harden), ("copy", ExportsMode.Copy), ("open", ExportsMode.Open)];

    public static string Of<T>((string Word, T Value)[] words, T value)
        where T : struct, Enum => Array.Find(words, row => row.Value.Equals(value)).Word;
}
