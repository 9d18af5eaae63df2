using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Signals;

namespace Youki.Runtime.Tool.Commands;

/// <summary>Gives a command its session, and turns what goes wrong into one line and an exit code.</summary>
internal sealed class CommandRunner(ToolHost host, GlobalOptions globals)
{
    public ToolHost Host => host;

    /// <summary>Runs a command whose failures are the tool's own.</summary>
    public Task<int> RunAsync(ParseResult parse, Func<ToolSession, CancellationToken, Task<int>> work) => RunAsync(parse, _ => ExitCodes.Failure, work);

    /// <param name="parse">The command line.</param>
    /// <param name="failureCode">The exit code for a failure.</param>
    /// <param name="work">The command; cancelled by a signal.</param>
    public async Task<int> RunAsync(ParseResult parse, Func<Exception, int> failureCode, Func<ToolSession, CancellationToken, Task<int>> work)
    {
        var settings = globals.Read(parse, host);
        using var loggers = settings.Debug ? LoggerFactory.Create(Configure) : null;
        using var signals = new SignalRouter(host.Signals);
        try
        {
            await using var runtime = host.OpenRuntime(settings, loggers);
            return await work(new ToolSession(host, settings, runtime, signals), signals.Cancelled);
        }
        catch (OperationCanceledException) when (signals.Received is { } signal)
        {
            return ExitCodes.EndedBy(signal);
        }
        catch (BrokenPipeException)
        {
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is not UsageException)
        {
            Report(exception, settings);
            return failureCode(exception);
        }
    }

    private void Report(Exception exception, ToolSettings settings)
    {
        ErrorLine.Write(host, ErrorLine.TextOf(exception));
        if (settings.Debug)
        {
            using var error = TextOutput.Open(new CarelessStream(host.Error));
            error.WriteLine(exception);
        }
    }

    private static void Configure(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
