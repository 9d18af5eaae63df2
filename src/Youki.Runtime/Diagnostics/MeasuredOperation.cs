using System.Diagnostics.Metrics;

namespace Youki.Runtime.Diagnostics;

/// <summary>A kind of work that is traced and measured.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="Duration">How long each took.</param>
/// <param name="Count">How many there were. Null: the histogram's own count says it.</param>
internal sealed record MeasuredOperation(string Name, Histogram<double> Duration, Counter<long>? Count)
{
    /// <summary>Whether anybody collects the figures.</summary>
    public bool IsWatched => Duration.Enabled || Count?.Enabled == true;
}
