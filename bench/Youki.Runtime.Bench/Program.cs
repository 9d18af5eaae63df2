using System.Runtime.InteropServices;
using Youki.Runtime;
using Youki.Runtime.Bench;

if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

// A signal ends it between two rounds, so that everything is cleaned up.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var workspace = new Workspace();
try
{
    var report = await new Benchmark(options, workspace).RunAsync(stop.Token);
    Console.WriteLine(options.Json ? report.ToJson() : report.ToText());
    return 0;
}
catch (Exception exception) when (exception is YoukiException or InvalidOperationException or IOException or OperationCanceledException)
{
    Console.Error.WriteLine($"bench: {exception.Message}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
