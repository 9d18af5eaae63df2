namespace Youki.Runtime.UserNamespaces;

/// <summary>Ids of the host, one after the other. The numbers are wider than ids, so that an end fits.</summary>
internal readonly record struct IdRange(long First, long Count)
{
    /// <summary>The id behind the last one.</summary>
    public long End => First + Count;

    public bool Overlaps(IdRange other) => First < other.End && other.First < End;

    public override string ToString() => $"{First} to {End - 1}";
}
