using Microsoft.Extensions.Logging;
using Youki.Runtime.Devices;
using Youki.Runtime.Devices.Cdi;

namespace Youki.Runtime.DependencyInjection;

/// <summary>The parts that know the host's devices.</summary>
internal sealed class DeviceParts(YoukiRuntimeOptions options, ILoggerFactory loggers)
{
    private static readonly string[] DefaultDirectories = ["/etc/cdi", "/var/run/cdi"];

    /// <summary>What CDI offers.</summary>
    public CdiCatalog Catalog { get; } = new(new CdiReader(options.CdiDirectories ?? DefaultDirectories, loggers.CreateLogger<CdiReader>()));

    public DeviceProvider Provider => new(Catalog);
}
