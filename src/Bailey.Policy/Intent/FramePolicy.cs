namespace Bailey.Policy;

/// <summary>How a contained page is held, from the more to the less confined.</summary>
public enum FrameGrade
{
    /// <summary>Every script of the page is rewritten and runs in the realm, with Trusted Types on.</summary>
    Hardened,

    /// <summary>The page is the browser's own document; headers and server hold it.</summary>
    Declared,
}

/// <summary>The <c>frame</c> section: what a contained page may do besides showing itself. Immutable.</summary>
public sealed record FramePolicy
{
    /// <summary>Everything at its default: hardened, no permissions.</summary>
    public static FramePolicy Defaults { get; } = new();

    /// <summary>How the page is held.</summary>
    public FrameGrade Grade { get; init; }

    /// <summary>The page that the root shows: plain names separated by <c>/</c>, relative to the container's root.</summary>
    public string Entry { get; init; } = "index.html";

    /// <summary>Features of Permissions-Policy that the page may use, each at most once; see <see cref="DocumentPermissions"/>.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Whether forms may be sent, to the container itself.</summary>
    public bool Forms { get; init; } = true;

    /// <summary>Whether the page may offer files to be saved.</summary>
    public bool Downloads { get; init; }

    /// <summary>Whether the page may block its tab with alert, confirm and prompt.</summary>
    public bool Modals { get; init; }

    /// <summary>Whether the page may start dedicated workers out of its own files; in the declared grade also out of blobs. Never a service worker.</summary>
    public bool Workers { get; init; }

    /// <summary>Whether what the page stored is there the next time; false gives it a new origin each time.</summary>
    public bool Storage { get; init; } = true;

    /// <summary>Whether scripts and handlers in the markup run. Declared grade only: hardened rewrites them.</summary>
    public bool Inline { get; init; } = true;

    /// <summary>Whether eval and the like run. Declared grade only.</summary>
    public bool Eval { get; init; }

    /// <summary>Whether WebAssembly is compiled. Declared grade only.</summary>
    public bool Wasm { get; init; }
}
