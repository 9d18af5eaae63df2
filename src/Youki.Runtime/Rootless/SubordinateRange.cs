namespace Youki.Runtime.Rootless;

/// <summary>Ids of the host that a user may give to containers.</summary>
/// <param name="Start">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct SubordinateRange(uint Start, uint Count)
{
    public bool Overlaps(SubordinateRange other) => Start < (ulong)other.Start + other.Count && other.Start < (ulong)Start + Count;
}
