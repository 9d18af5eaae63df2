using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Opens the library, as anybody would.</summary>
internal static class RuntimeFactory
{
    public static RuntimeHandle Open(ToolSettings settings, ILoggerFactory? loggers) => throw new ToolException("the library is not there yet.");
}
