using System.Text.Json;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>Everything that a container's devices bring with them, as it was found at the start of this run.</summary>
internal sealed record DeviceSet
{
    private const string Key = "devices";

    public IReadOnlyList<DeviceNode> Nodes { get; init; } = [];

    public IReadOnlyList<LinuxDeviceRule> Rules { get; init; } = [];

    public IReadOnlyList<string> Env { get; init; } = [];

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    public Hooks? Hooks { get; init; }

    public IReadOnlyList<uint> AdditionalGids { get; init; } = [];

    public LinuxIntelRdt? IntelRdt { get; init; }

    /// <summary>Network devices of the host, with their names in the container.</summary>
    public IReadOnlyDictionary<string, string> NetworkDevices { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, LinuxRdma> Rdma { get; init; } = new Dictionary<string, LinuxRdma>();

    public IReadOnlyDictionary<string, string> ToData() => new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(this, DeviceJson.Default.DeviceSet) };

    /// <summary>What a container's inputs say; null where it asks for none.</summary>
    public static DeviceSet? Of(SpecInputs inputs) => inputs.Resources.TryGetValue(DeviceProvider.ResourceKind, out var data)
        ? JsonSerializer.Deserialize(data[Key], DeviceJson.Default.DeviceSet)
        : null;
}
