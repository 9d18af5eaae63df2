namespace Youki.Runtime.Devices.Cdi;

/// <summary>What a device changes of the container.</summary>
internal sealed record CdiEdits
{
    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<CdiNode>? DeviceNodes { get; init; }

    /// <summary>Since 1.1.0.</summary>
    public IReadOnlyList<CdiNetworkDevice>? NetDevices { get; init; }

    public IReadOnlyList<CdiHook>? Hooks { get; init; }

    public IReadOnlyList<CdiMount>? Mounts { get; init; }

    /// <summary>Since 0.7.0.</summary>
    public CdiIntelRdt? IntelRdt { get; init; }

    /// <summary>Since 0.7.0.</summary>
    public IReadOnlyList<uint>? AdditionalGids { get; init; }

    public bool IsEmpty => this is { Env: null or { Count: 0 }, DeviceNodes: null or { Count: 0 }, NetDevices: null or { Count: 0 }, Hooks: null or { Count: 0 }, Mounts: null or { Count: 0 }, IntelRdt: null, AdditionalGids: null or { Count: 0 } };
}
