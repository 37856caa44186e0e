namespace Bailey.Policy;

/// <summary>What a guest may be refused. The word in JSON stands in the description.</summary>
public enum RefusalKind
{
    /// <summary><c>package</c>: importing another package.</summary>
    Package,

    /// <summary><c>builtin</c>: importing a builtin module.</summary>
    Builtin,

    /// <summary><c>global</c>: reading a global.</summary>
    Global,

    /// <summary><c>global.write</c>: assigning a global.</summary>
    GlobalWrite,

    /// <summary><c>native</c>: loading native code.</summary>
    Native,

    /// <summary><c>dynamicCode</c>: eval and the like.</summary>
    DynamicCode,

    /// <summary><c>wasm</c>: WebAssembly.</summary>
    Wasm,

    /// <summary><c>clock</c>: the time.</summary>
    Clock,

    /// <summary><c>random</c>: random numbers.</summary>
    Random,

    /// <summary><c>file.read</c>: reading a file or folder.</summary>
    FileRead,

    /// <summary><c>file.write</c>: changing a file or folder.</summary>
    FileWrite,

    /// <summary><c>env</c>: an environment variable.</summary>
    Env,

    /// <summary><c>stdin</c>: the standard input.</summary>
    Stdin,

    /// <summary><c>host</c>: a function or stream that the host hands in.</summary>
    Host,

    /// <summary><c>egress</c>: the network. The subject is an origin, or a method, a space and an origin.</summary>
    Egress,

    /// <summary><c>child</c>: another process.</summary>
    Child,

    /// <summary><c>frame</c>: a contained page.</summary>
    Frame,

    /// <summary><c>limit</c>: a limit was reached. The subject is the name of the limit in bailey.json.</summary>
    Limit,

    /// <summary><c>unsupported</c>: something that no policy can allow, such as ending other processes; also any kind unknown here.</summary>
    Unsupported,
}
