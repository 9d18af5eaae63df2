using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Youki.Runtime.IntegrationTests.Diagnostics;

/// <summary>Makes the meters of one runtime, and collects what they are told.</summary>
internal sealed class RecordedMeters : IMeterFactory
{
    private readonly ConcurrentQueue<Measurement> _measurements = new();
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public RecordedMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>What an instrument was told, in order.</summary>
    public IReadOnlyList<Measurement> Of(string name) => [.. _measurements.Where(measurement => measurement.Name == name)];

    /// <summary>What an observable instrument says now.</summary>
    public double Observe(string name)
    {
        _listener.RecordObservableInstruments();
        return Of(name)[^1].Value;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue(new Measurement(instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    internal sealed record Measurement(string Name, double Value, string Tags);
}
