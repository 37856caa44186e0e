using Bailey.Assess.Attacks;

namespace Bailey.Assess;

/// <summary>What succeeded with one wall taken down.</summary>
/// <param name="Class">The column.</param>
/// <param name="Wall">The wall.</param>
/// <param name="Title">For people.</param>
/// <param name="Tried">Attempts made so.</param>
/// <param name="Succeeded">Those that this wall alone stops.</param>
internal sealed record WallDown(string Class, string Wall, string Title, int Tried, IReadOnlyList<Attempt> Succeeded);
