using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;

namespace Youki.Runtime.Diagnostics;

/// <summary>Tells tracing and metering what is done, how long it takes and how it ends. It costs nothing where nobody listens.</summary>
internal sealed class RuntimeTelemetry : IDisposable
{
    private static readonly string? Version = typeof(RuntimeTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly ActivitySource Source = new(YoukiTelemetry.SourceName, Version);

    // From a fast exec to the pull of a huge image.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly TimeProvider _time;
    private readonly Counter<long> _exits;
    private readonly Counter<long> _monitorDeaths;
    private readonly Counter<long> _logBytesDropped;

    /// <param name="meters">Makes the meter, and keeps it. Null: it is this object's own.</param>
    /// <param name="time">Whose time it is.</param>
    public RuntimeTelemetry(IMeterFactory? meters, TimeProvider time)
    {
        _time = time;
        _ownsMeter = meters is null;
        _meter = meters?.Create(YoukiTelemetry.MeterName, Version) ?? new Meter(YoukiTelemetry.MeterName, Version);
        Create = Operation("create", YoukiTelemetry.CreateDuration, _meter.CreateCounter<long>(YoukiTelemetry.Creates, "{container}"));
        Start = Operation("start", YoukiTelemetry.StartDuration);
        Stop = Operation("stop", YoukiTelemetry.StopDuration);
        Remove = Operation("remove", YoukiTelemetry.RemoveDuration);
        Copy = Operation("copy", YoukiTelemetry.CopyDuration);
        Exec = Operation("exec", YoukiTelemetry.ExecDuration, _meter.CreateCounter<long>(YoukiTelemetry.Execs, "{exec}"));
        Pull = Operation("pull", YoukiTelemetry.PullDuration, _meter.CreateCounter<long>(YoukiTelemetry.Pulls, "{pull}"));
        Unpack = Operation("layer", YoukiTelemetry.UnpackDuration);
        PulledBytes = _meter.CreateCounter<long>(YoukiTelemetry.PulledBytes, "By");
        _exits = _meter.CreateCounter<long>(YoukiTelemetry.Exits, "{container}");
        _monitorDeaths = _meter.CreateCounter<long>(YoukiTelemetry.MonitorDeaths, "{monitor}");
        _logBytesDropped = _meter.CreateCounter<long>(YoukiTelemetry.LogBytesDropped, "By");
    }

    public MeasuredOperation Create { get; }

    public MeasuredOperation Start { get; }

    public MeasuredOperation Stop { get; }

    public MeasuredOperation Remove { get; }

    public MeasuredOperation Copy { get; }

    public MeasuredOperation Exec { get; }

    public MeasuredOperation Pull { get; }

    public MeasuredOperation Unpack { get; }

    public Counter<long> PulledBytes { get; }

    /// <summary>Has the running containers counted when somebody asks for them.</summary>
    public void ObserveRunning(Func<long> count) => _meter.CreateObservableUpDownCounter(YoukiTelemetry.Running, count, "{container}");

    /// <summary>Counts what this process, of all, was the one to note.</summary>
    public void CountEvent(EventKind kind, ExitReason? reason, IReadOnlyDictionary<string, string>? attributes)
    {
        if (kind == EventKind.Exited)
        {
            _exits.Add(1, new KeyValuePair<string, object?>(YoukiTelemetry.ExitReason, (reason ?? ExitReason.Unknown).ToString().ToLowerInvariant()));
        }
        else if (kind == EventKind.MonitorLost)
        {
            _monitorDeaths.Add(1);
        }
        else if (kind == EventKind.LogLost && long.TryParse(attributes?.GetValueOrDefault("bytes"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            _logBytesDropped.Add(bytes);
        }
    }

    /// <summary>Notes a step of the work that this flow of control does, if it is traced.</summary>
    public static void Step(string step)
    {
        if (Activity.Current is { } activity && activity.Source == Source)
        {
            activity.AddEvent(new ActivityEvent(step));
        }
    }

    /// <summary>Does the work, and tells how it went.</summary>
    /// <param name="operation">What kind of work it is.</param>
    /// <param name="work">The work.</param>
    /// <param name="about">What it is about, for its trace. Null: nothing in particular.</param>
    /// <param name="runtime">The OCI runtime that does it. Null: several, or none.</param>
    public Task RunAsync(MeasuredOperation operation, Func<Task> work, Action<Activity>? about = null, string? runtime = null) =>
        IsSeen(operation)
            ? MeasureAsync<object?>(operation, async () =>
            {
                await work().ConfigureAwait(false);
                return null;
            }, about, runtime)
            : work();

    /// <summary>As above, for work with a result.</summary>
    public Task<T> RunAsync<T>(MeasuredOperation operation, Func<Task<T>> work, Action<Activity>? about = null, string? runtime = null) =>
        IsSeen(operation) ? MeasureAsync(operation, work, about, runtime) : work();

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private static bool IsSeen(MeasuredOperation operation) => operation.IsWatched || Source.HasListeners();

    private async Task<T> MeasureAsync<T>(MeasuredOperation operation, Func<Task<T>> work, Action<Activity>? about, string? runtime)
    {
        using var activity = Source.StartActivity(operation.Name);
        if (activity is not null)
        {
            about?.Invoke(activity);
        }

        var started = _time.GetTimestamp();
        string? error = null;
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = exception.GetType().FullName;
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message).SetTag(YoukiTelemetry.ErrorType, error).AddException(exception);
            throw;
        }
        finally
        {
            Record(operation, _time.GetElapsedTime(started), runtime, error);
        }
    }

    private static void Record(MeasuredOperation operation, TimeSpan elapsed, string? runtime, string? error)
    {
        var tags = default(TagList);
        if (runtime is not null)
        {
            tags.Add(YoukiTelemetry.RuntimeName, runtime);
        }

        if (error is not null)
        {
            tags.Add(YoukiTelemetry.ErrorType, error);
        }

        operation.Duration.Record(elapsed.TotalSeconds, tags);
        operation.Count?.Add(1, tags);
    }

    private MeasuredOperation Operation(string name, string duration, Counter<long>? count = null) =>
        new($"youki {name}", _meter.CreateHistogram(duration, "s", advice: Seconds), count);
}
