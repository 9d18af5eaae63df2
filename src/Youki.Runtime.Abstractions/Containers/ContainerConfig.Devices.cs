namespace Youki.Runtime;

/// <content>Devices of the host.</content>
public sealed partial record ContainerConfig
{
    /// <summary>Devices of the host, by path. They are looked up anew at each start. Null: none but those that every container has, such as <c>/dev/null</c>.</summary>
    public IReadOnlyList<DeviceRequest>? Devices { get; init; }

    /// <summary>Devices that may be used without a node being there for them, also ones that appear later. Null: none.</summary>
    public IReadOnlyList<DeviceRule>? DeviceRules { get; init; }

    /// <summary>
    /// Devices by their names in the Container Device Interface, <c>vendor/class=name</c>, such as <c>nvidia.com/gpu=0</c>. The name <c>all</c> stands for every
    /// device of the class where none has it. Source: CNCF, container-device-interface, SPEC.md.
    /// </summary>
    public IReadOnlyList<string>? CdiDevices { get; init; }

    /// <summary>Whether annotations that begin with <c>cdi.k8s.io/</c> ask for CDI devices too, separated by commas. Null: false.</summary>
    public bool? CdiAnnotations { get; init; }

    /// <summary>Graphics processors, by CDI. Null: none.</summary>
    public GpuRequest? Gpus { get; init; }

    /// <summary>Remote direct memory access. Null: none.</summary>
    public RdmaRequest? Rdma { get; init; }
}
