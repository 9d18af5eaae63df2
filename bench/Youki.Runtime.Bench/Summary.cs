namespace Youki.Runtime.Bench;

/// <summary>What the samples of one thing come to.</summary>
internal sealed record Summary(int Count, double Median, double Min, double Max)
{
    public static Summary Of(IReadOnlyCollection<double> samples)
    {
        var sorted = samples.Order().ToList();
        var middle = sorted.Count / 2;
        return new Summary(sorted.Count, sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }
}
