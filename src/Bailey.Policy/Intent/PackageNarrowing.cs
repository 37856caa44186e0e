namespace Bailey.Policy;

/// <summary>
/// What one package is left with of what the guest has, and how its exports reach others. Enforced by wall 1 only: after an exploit the whole process has the guest's
/// union, because the process's word on which package asks is worth nothing.
/// </summary>
/// <param name="Files">The files it may use; null: all of the guest's; empty: none.</param>
/// <param name="Env">The names it may see; null: all of the guest's; empty: none.</param>
/// <param name="Required">True: nothing starts unless this is enforced.</param>
/// <param name="Egress">The origins it may talk to; null: all of the guest's; empty: none.</param>
/// <param name="Exports">How its exports reach the packages that import it; null: <see cref="ExportsMode.Lock"/>.</param>
public sealed record PackageNarrowing(
    IReadOnlyList<NarrowedFile>? Files = null, IReadOnlyList<string>? Env = null, bool Required = false, ExportsMode? Exports = null,
    IReadOnlyList<NarrowedEgress>? Egress = null);

/// <summary>Files that one package keeps.</summary>
/// <param name="Path">Guest path at or beneath a grant of the guest.</param>
/// <param name="Access">Read, or Write where the guest's grant is write or scratch. Never Scratch.</param>
public sealed record NarrowedFile(string Path, FileGrantAccess Access);

/// <summary>An origin that one package keeps.</summary>
/// <param name="Origin">An origin of the guest's.</param>
/// <param name="Methods">Some of the methods that the guest has there; never empty.</param>
public sealed record NarrowedEgress(string Origin, IReadOnlyList<string> Methods);
