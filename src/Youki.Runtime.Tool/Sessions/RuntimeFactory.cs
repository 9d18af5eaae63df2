using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Opens the library, as anybody would.</summary>
internal static class RuntimeFactory
{
    public static RuntimeHandle Open(ToolSettings settings, ILoggerFactory? loggers)
    {
        var runtime = YoukiRuntime.Create(settings.ToOptions(), loggers);
        return new RuntimeHandle
        {
            Containers = runtime,
            Logs = runtime,
            Execution = runtime,
            Control = runtime,
            Monitor = runtime,
            Maintenance = runtime,
            Pods = runtime,
            Host = runtime,
            Images = runtime,
            Accounts = runtime,
            Volumes = runtime,
            Owner = runtime,
        };
    }
}
