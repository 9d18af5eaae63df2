using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Bench;

/// <summary>Times the steps between the lines that the library logs: each step is told before it is done, and each command when it has ended.</summary>
internal sealed class StepRecorder(Measurements measurements) : ILoggerFactory, ILogger
{
    private const int StepEvent = 500;
    private const int CommandEvent = 100;

    private readonly Lock _lock = new();
    private string? _operation;
    private string _step = "";
    private long _since;

    /// <summary>Times an operation and its steps, one operation at a time.</summary>
    public async Task TimeAsync(string operation, Func<Task> work)
    {
        (_operation, _step, _since) = (operation, "before the first step", Stopwatch.GetTimestamp());
        var started = _since;
        await work();
        var all = Stopwatch.GetElapsedTime(started);
        Next("");
        measurements.Add($"{operation}: all of it", all.TotalMilliseconds);
        _operation = null;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => _operation is not null;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == StepEvent && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            Next($"{values.First(value => value.Key == "Step").Value}");
        }
        else if (eventId.Id == CommandEvent)
        {
            Next($"{_step}, after its command");
        }
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void Next(string step)
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            measurements.Add($"{_operation}: {_step}", Stopwatch.GetElapsedTime(_since, now).TotalMilliseconds);
            (_step, _since) = (step, now);
        }
    }
}
