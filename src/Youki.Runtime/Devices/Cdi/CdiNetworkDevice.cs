namespace Youki.Runtime.Devices.Cdi;

/// <summary>A network device that is moved into the container.</summary>
internal sealed record CdiNetworkDevice
{
    public string? HostInterfaceName { get; init; }

    public string? Name { get; init; }
}
