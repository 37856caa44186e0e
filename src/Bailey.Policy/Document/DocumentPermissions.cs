namespace Bailey.Policy;

/// <summary>Whether a contained page may have a feature.</summary>
public enum PermissionUse
{
    /// <summary>Off unless the policy grants it.</summary>
    Grantable,

    /// <summary>Always off.</summary>
    Never,

    /// <summary>Left to its own origin: it reaches nothing but the container.</summary>
    Harmless,
}

/// <summary>One feature of Permissions-Policy.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Use">Whether it can be granted.</param>
/// <param name="Reason">Why.</param>
public sealed record PermissionRow(string Name, PermissionUse Use, string Reason);

/// <summary>Every feature of Permissions-Policy that browsers of 2026 know. One that is missing here keeps the browser's default.</summary>
public static class DocumentPermissions
{
    private const string Device = "a device of the person in front of it; the browser asks too";
    private const string Advertising = "advertising: it talks to other origins";
    private const string Identity = "signing in at other origins";
    private const string Network = "it reaches the network past the page's own requests";
    private const string Model = "a model of the browser, which may be downloaded or remote";
    private const string Shown = "it changes what is shown, inside the browser";

    /// <summary>The rows, ascending by name.</summary>
    public static IReadOnlyList<PermissionRow> Rows { get; } =
    [
        new("accelerometer", PermissionUse.Grantable, Device),
        new("ambient-light-sensor", PermissionUse.Grantable, Device),
        new("attribution-reporting", PermissionUse.Never, Advertising),
        new("autoplay", PermissionUse.Grantable, Shown),
        new("bluetooth", PermissionUse.Never, "radio: it sends"),
        new("browsing-topics", PermissionUse.Never, Advertising),
        new("camera", PermissionUse.Grantable, Device),
        new("captured-surface-control", PermissionUse.Never, "it acts on other tabs"),
        new("clipboard-read", PermissionUse.Grantable, "what was copied elsewhere becomes known to the page"),
        new("clipboard-write", PermissionUse.Grantable, "what the page copies can be pasted elsewhere"),
        new("compute-pressure", PermissionUse.Never, "it measures the machine's other work"),
        new("cross-origin-isolated", PermissionUse.Never, "shared memory makes fine clocks"),
        new("deferred-fetch", PermissionUse.Never, Network),
        new("deferred-fetch-minimal", PermissionUse.Never, Network),
        new("digital-credentials-get", PermissionUse.Never, Identity),
        new("display-capture", PermissionUse.Never, "it sees other windows"),
        new("encrypted-media", PermissionUse.Never, "licence servers and a stable identity of the device"),
        new("focus-without-user-activation", PermissionUse.Never, "it takes the keyboard from the host page"),
        new("fullscreen", PermissionUse.Grantable, "the page can look like anything while it fills the screen"),
        new("gamepad", PermissionUse.Grantable, Device),
        new("geolocation", PermissionUse.Grantable, Device),
        new("gyroscope", PermissionUse.Grantable, Device),
        new("hid", PermissionUse.Never, "devices that answer to others too"),
        new("identity-credentials-get", PermissionUse.Never, Identity),
        new("idle-detection", PermissionUse.Never, "it watches the person outside of the page"),
        new("join-ad-interest-group", PermissionUse.Never, Advertising),
        new("keyboard-map", PermissionUse.Grantable, "the keyboard's layout tells people apart"),
        new("language-detector", PermissionUse.Never, Model),
        new("language-model", PermissionUse.Never, Model),
        new("local-fonts", PermissionUse.Grantable, "the list of fonts tells people apart"),
        new("local-network", PermissionUse.Never, Network),
        new("local-network-access", PermissionUse.Never, Network),
        new("loopback-network", PermissionUse.Never, Network),
        new("magnetometer", PermissionUse.Grantable, Device),
        new("microphone", PermissionUse.Grantable, Device),
        new("midi", PermissionUse.Grantable, Device),
        new("otp-credentials", PermissionUse.Never, Identity),
        new("payment", PermissionUse.Never, "it fetches a payment manifest from another origin"),
        new("picture-in-picture", PermissionUse.Grantable, Shown),
        new("private-aggregation", PermissionUse.Never, Advertising),
        new("private-state-token-issuance", PermissionUse.Never, Identity),
        new("private-state-token-redemption", PermissionUse.Never, Identity),
        new("publickey-credentials-create", PermissionUse.Never, Identity),
        new("publickey-credentials-get", PermissionUse.Never, Identity),
        new("rewriter", PermissionUse.Never, Model),
        new("run-ad-auction", PermissionUse.Never, Advertising),
        new("screen-wake-lock", PermissionUse.Grantable, Shown),
        new("serial", PermissionUse.Never, "devices that answer to others too"),
        new("shared-storage", PermissionUse.Never, Advertising),
        new("shared-storage-select-url", PermissionUse.Never, Advertising),
        new("speaker-selection", PermissionUse.Grantable, Device),
        new("storage-access", PermissionUse.Never, "storage that is shared with other sites"),
        new("summarizer", PermissionUse.Never, Model),
        new("sync-xhr", PermissionUse.Harmless, "to its own origin only"),
        new("translator", PermissionUse.Never, Model),
        new("unload", PermissionUse.Harmless, "an event handler"),
        new("usb", PermissionUse.Never, "devices that answer to others too"),
        new("web-share", PermissionUse.Grantable, "what the page hands to another program leaves the container; a person confirms each time"),
        new("window-management", PermissionUse.Never, "it sees the arrangement of other windows"),
        new("writer", PermissionUse.Never, Model),
        new("xr-spatial-tracking", PermissionUse.Grantable, Device),
    ];

    /// <summary>The row of a feature, or null.</summary>
    public static PermissionRow? Find(string name) => Rows.FirstOrDefault(row => row.Name == name);
}
