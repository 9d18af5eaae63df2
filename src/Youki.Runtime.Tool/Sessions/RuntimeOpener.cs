using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Opens the library for the settings of one command.</summary>
internal delegate RuntimeHandle RuntimeOpener(ToolSettings settings, ILoggerFactory? loggers);
