using System.Diagnostics;

namespace Youki.Runtime.Bench;

/// <summary>What was timed, in milliseconds, by name and in the order in which the names came up.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<string, List<double>> _samples = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Lock _lock = new();

    /// <summary>While this is false, nothing is kept: the rounds that warm everything up.</summary>
    public bool Keeping { get; set; } = true;

    public IReadOnlyList<string> Names => _names;

    public void Add(string name, double value)
    {
        lock (_lock)
        {
            if (!Keeping)
            {
                return;
            }

            if (!_samples.TryGetValue(name, out var samples))
            {
                _samples[name] = samples = [];
                _names.Add(name);
            }

            samples.Add(value);
        }
    }

    public async Task TimeAsync(string name, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        Add(name, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public Summary? Of(string name) => _samples.TryGetValue(name, out var samples) ? Summary.Of(samples) : null;
}
