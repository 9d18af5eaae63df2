using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Youki.Runtime.IntegrationTests.Child;

/// <summary>Prints every line that the library logs once it is armed, and kills this process with SIGKILL in place of one of them.</summary>
/// <param name="deadly">The number of the line from 0, or a text in it. Empty: none.</param>
internal sealed class DeadlyLogs(string deadly) : ILoggerFactory, ILogger
{
    private const int SigKill = 9;

    private int _count;

    public bool Armed { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!Armed)
        {
            return;
        }

        var line = $"{eventId.Id} {formatter(state, exception)}";
        var number = Interlocked.Increment(ref _count) - 1;
        if (int.TryParse(deadly, out var wanted) ? wanted == number : deadly.Length > 0 && line.Contains(deadly, StringComparison.Ordinal))
        {
            _ = Kill(Environment.ProcessId, SigKill);
        }

        Console.WriteLine(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
