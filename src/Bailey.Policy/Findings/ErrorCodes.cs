namespace Bailey.Policy;

/// <summary>
/// Every error code of the policy and of refusals. BLY10: the text itself; BLY11: LavaMoat's policy; BLY12: bailey.json;
/// BLY13: compiling the two for one start; BLY20: refusals of a running guest.
/// </summary>
public static class ErrorCodes
{
    /// <summary>The text is not JSON.</summary>
    public static readonly ErrorCode NotJson = new("BLY1001", "not JSON", "correct the JSON; comments and trailing commas are not JSON");

    /// <summary>The text is larger than any policy.</summary>
    public static readonly ErrorCode TooLarge = new("BLY1002", "policy too large", "split the policy or remove what no package uses");

    /// <summary>An object names one member twice.</summary>
    public static readonly ErrorCode DuplicateName = new("BLY1003", "name given twice", "keep one of the two members");

    /// <summary>A member that the format does not have.</summary>
    public static readonly ErrorCode UnknownField = new("BLY1004", "unknown field", "remove the field or correct its name");

    /// <summary>A value of the wrong JSON type.</summary>
    public static readonly ErrorCode WrongType = new("BLY1005", "wrong type", "write a value of the expected type");

    /// <summary>A member that must be there is not.</summary>
    public static readonly ErrorCode MissingField = new("BLY1006", "missing field", "add the field");

    /// <summary>A list or object that says nothing.</summary>
    public static readonly ErrorCode EmptyClause = new("BLY1007", "empty clause", "remove the clause: absent already means denied");

    /// <summary>A text holds characters that have no place in a policy.</summary>
    public static readonly ErrorCode UnprintableText = new("BLY1008", "control or invisible character in a text", "remove control, invisible and bidirectional characters and invalid surrogates");

    /// <summary><c>__proto__</c> in a path or name.</summary>
    public static readonly ErrorCode ProtoPath = new("BLY1101", "__proto__ in a path", "remove the entry: no policy may reach a prototype by this name");

    /// <summary>A dotted path with an empty part.</summary>
    public static readonly ErrorCode EmptyPathPart = new("BLY1102", "empty part in a dotted path", "write names separated by single dots");

    /// <summary>A ban beneath an allowed path, which LavaMoat's rules do not carry out.</summary>
    public static readonly ErrorCode BanWithoutEffect = new(
        "BLY1103", "ban without effect", "set the allowed parent to false, and allow the members that are needed");

    /// <summary>Write access to a dotted path.</summary>
    public static readonly ErrorCode DottedWrite = new("BLY1104", "write to a dotted path", "grant \"write\" to the first name of the path, or true to read the member");

    /// <summary>A grant's value is not one of the known ones.</summary>
    public static readonly ErrorCode UnknownGrantValue = new("BLY1105", "unknown grant", "write one of the listed values");

    /// <summary>A package name that cannot be a canonical name.</summary>
    public static readonly ErrorCode CanonicalName = new("BLY1106", "not a canonical package name", "write names separated by \">\", as LavaMoat generates them");

    /// <summary>Merging leaves an allowed path beneath an allowed parent.</summary>
    public static readonly ErrorCode Hierarchy = new(
        "BLY1107", "allowed beneath an allowed parent", "set the parent to false in the override if it was meant to be less permissive");

    /// <summary>An override names a package that the policy lacks.</summary>
    public static readonly ErrorCode UnknownOverride = new(
        "BLY1108", "override names an unknown package", "generate the policy again, or remove the package from the override");

    /// <summary><c>root.usePolicy</c> names a package that has no policy.</summary>
    public static readonly ErrorCode RootPolicy = new("BLY1109", "root uses an unknown policy", "name a package of resources");

    /// <summary>A member of LavaMoat's format that Bailey does not carry out.</summary>
    public static readonly ErrorCode NotCarriedOut = new("BLY1110", "not carried out by Bailey", "remove it if nothing else reads this file");

    /// <summary>The version of bailey.json is not known.</summary>
    public static readonly ErrorCode Version = new("BLY1201", "policy version", "write \"bailey\": 1");

    /// <summary>A guest path that is not absolute and plain.</summary>
    public static readonly ErrorCode GuestPath = new("BLY1202", "guest path", "write an absolute path of plain names, such as /data");

    /// <summary>One guest path granted twice.</summary>
    public static readonly ErrorCode GrantedTwice = new("BLY1203", "guest path granted twice", "keep one grant per guest path");

    /// <summary>Two grants overlap in a way that hides or narrows one of them.</summary>
    public static readonly ErrorCode Overlap = new("BLY1204", "overlapping grants", "grant separate folders");

    /// <summary>Source missing where needed, or given where there is none.</summary>
    public static readonly ErrorCode Source = new("BLY1205", "source of a file grant", "read and write need a source; scratch has none");

    /// <summary>A source that no policy may grant.</summary>
    public static readonly ErrorCode ForbiddenSource = new("BLY1206", "source is not a plain folder", "grant the folder that holds the data");

    /// <summary>A size that cannot be read.</summary>
    public static readonly ErrorCode Size = new("BLY1207", "size", "write a whole number and one of B, KB, MB, GB: \"256MB\"");

    /// <summary>A duration that cannot be read.</summary>
    public static readonly ErrorCode Duration = new("BLY1208", "duration", "write a whole number and one of ms, s, m, h: \"60s\"");

    /// <summary>A number outside its range.</summary>
    public static readonly ErrorCode OutOfRange = new("BLY1209", "outside the range", "choose a value inside the stated range");

    /// <summary>An environment variable that cannot be.</summary>
    public static readonly ErrorCode Environment = new("BLY1210", "environment variable", "names are letters, digits and _; values are texts without NUL");

    /// <summary>A section that is known but not enforced by this release.</summary>
    public static readonly ErrorCode NotEnforced = new("BLY1211", "not enforced by this release", "remove it or upgrade");

    /// <summary>A value that is not one of the known words.</summary>
    public static readonly ErrorCode UnknownWord = new("BLY1212", "unknown value", "write one of the listed values");

    /// <summary>Two statements that cannot both hold.</summary>
    public static readonly ErrorCode Contradiction = new("BLY1213", "contradiction", "remove one of the two statements");

    /// <summary>A package is given more than the guest has.</summary>
    public static readonly ErrorCode Widening = new("BLY1214", "packages can only be narrowed", "grant it to the guest first, or remove it from the package");

    /// <summary>The program's entry is not a file of the program.</summary>
    public static readonly ErrorCode Entry = new("BLY1215", "entry", "write a path inside the program's folder, such as src/index.js");

    /// <summary>A name of the host that cannot be.</summary>
    public static readonly ErrorCode HostName = new("BLY1216", "name of the host", "write a name of JavaScript, such as lookup, once");

    /// <summary>A permission that no contained page may have.</summary>
    public static readonly ErrorCode Permission = new("BLY1217", "permission that leads out of the container", "remove the permission");

    /// <summary>A required environment variable is absent on the host.</summary>
    public static readonly ErrorCode MissingVariable = new("BLY1301", "required variable is not set", "set it on the host, or remove required");

    /// <summary>A start cannot be planned from what the caller handed in.</summary>
    public static readonly ErrorCode Launch = new("BLY1302", "start cannot be planned", "hand in absolute host folders and a program to start");

    /// <summary>bailey.json narrows a package that the policy lacks.</summary>
    public static readonly ErrorCode UnknownPackage = new("BLY1303", "unknown package", "write the package's canonical name as in policy.json");

    /// <summary>The analysis of a program cannot be read.</summary>
    public static readonly ErrorCode Analysis = new("BLY1304", "analysis cannot be read", "run bailey policy init again");

    /// <summary>bailey.json grants something of the host that this host does not hand in.</summary>
    public static readonly ErrorCode NotHandedIn = new("BLY1305", "not handed in by the host", "hand it in, or remove it from host in bailey.json");

    /// <summary>Refused: a package imports another.</summary>
    public static readonly ErrorCode RefusedPackage = new("BLY2001", "package not granted", "add it to packages of the importing package in policy.json");

    /// <summary>Refused: a builtin module.</summary>
    public static readonly ErrorCode RefusedBuiltin = new("BLY2002", "builtin module not granted", "add it to builtin of the package in policy.json");

    /// <summary>Refused: a network request.</summary>
    public static readonly ErrorCode RefusedEgress = new("BLY2003", "egress not granted", "add the origin to egress in bailey.json");

    /// <summary>Refused: a global.</summary>
    public static readonly ErrorCode RefusedGlobal = new("BLY2004", "global not granted", "add it to globals of the package in policy.json");

    /// <summary>Refused: reading a file.</summary>
    public static readonly ErrorCode RefusedRead = new("BLY2005", "file not granted", "add a grant with access read to files in bailey.json");

    /// <summary>Refused: changing a file.</summary>
    public static readonly ErrorCode RefusedWrite = new("BLY2006", "file not granted for writing", "add a grant with access write or scratch to files in bailey.json");

    /// <summary>Refused: an environment variable.</summary>
    public static readonly ErrorCode RefusedVariable = new("BLY2007", "environment variable not granted", "add it to env in bailey.json");

    /// <summary>Refused: the clock.</summary>
    public static readonly ErrorCode RefusedClock = new("BLY2008", "clock not granted", "set clock in bailey.json");

    /// <summary>Refused: random numbers.</summary>
    public static readonly ErrorCode RefusedRandom = new("BLY2009", "random not granted", "set random in bailey.json");

    /// <summary>Refused: code made at run time.</summary>
    public static readonly ErrorCode RefusedDynamicCode = new("BLY2010", "dynamic code not granted", "set dynamicCode to allow in bailey.json");

    /// <summary>Refused: another process.</summary>
    public static readonly ErrorCode RefusedChild = new("BLY2011", "child process not granted", "set children in bailey.json");

    /// <summary>Refused: WebAssembly.</summary>
    public static readonly ErrorCode RefusedWasm = new("BLY2012", "WebAssembly not granted", "set wasm in bailey.json");

    /// <summary>Refused: a contained page.</summary>
    public static readonly ErrorCode RefusedFrame = new("BLY2013", "frame not granted", "show the page with bailey serve");

    /// <summary>Refused: native code.</summary>
    public static readonly ErrorCode RefusedNative = new("BLY2014", "native code is never loaded", "use a package without native code");

    /// <summary>The guest reached a limit.</summary>
    public static readonly ErrorCode LimitReached = new("BLY2015", "limit reached", "raise the limit in bailey.json");

    /// <summary>Refused: the standard input.</summary>
    public static readonly ErrorCode RefusedStdin = new("BLY2016", "standard input not granted", "set stdin to true in bailey.json");

    /// <summary>Refused: something that no policy can allow.</summary>
    public static readonly ErrorCode RefusedForGood = new("BLY2017", "not allowed by any policy", "do without it, or run the code outside of Bailey");

    /// <summary>Refused: a function or stream of the host.</summary>
    public static readonly ErrorCode RefusedHost = new("BLY2018", "function or stream of the host not granted", "add its name to host in bailey.json");

    /// <summary>Every code, ascending by id, no duplicates.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        NotJson, TooLarge, DuplicateName, UnknownField, WrongType, MissingField, EmptyClause, UnprintableText,
        ProtoPath, EmptyPathPart, BanWithoutEffect, DottedWrite, UnknownGrantValue, CanonicalName, Hierarchy, UnknownOverride, RootPolicy,
        NotCarriedOut,
        Version, GuestPath, GrantedTwice, Overlap, Source, ForbiddenSource, Size, Duration, OutOfRange, Environment, NotEnforced,
        UnknownWord, Contradiction, Widening, Entry, HostName, Permission,
        MissingVariable, Launch, UnknownPackage, Analysis, NotHandedIn,
        RefusedPackage, RefusedBuiltin, RefusedEgress, RefusedGlobal, RefusedRead, RefusedWrite, RefusedVariable, RefusedClock,
        RefusedRandom, RefusedDynamicCode, RefusedChild, RefusedWasm, RefusedFrame, RefusedNative, LimitReached, RefusedStdin,
        RefusedForGood, RefusedHost,
    ];
}
