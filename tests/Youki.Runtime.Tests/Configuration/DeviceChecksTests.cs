using Youki.Runtime.Configuration;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Configuration;

public sealed class DeviceChecksTests
{
    public static TheoryData<ContainerConfig, string> Faulty { get; } = new()
    {
        { With(new DeviceRequest { Path = "dev/sda" }), "Devices[0].Path" },
        { With(new DeviceRequest { Path = "/dev/../etc" }), "Devices[0].Path" },
        { With(new DeviceRequest { Path = "/dev/sda", ContainerPath = "/proc/x" }), "Devices[0].ContainerPath" },
        { With(new DeviceRequest { Path = "/dev/sda", ContainerPath = "/dev/null" }), "Devices[0].ContainerPath" },
        { With(new DeviceRequest { Path = "/dev/sda", Permissions = "rx" }), "Devices[0].Permissions" },
        { With(new DeviceRequest { Path = "/dev/sda", Permissions = "" }), "Devices[0].Permissions" },
        { With(new DeviceRequest { Path = "/dev/sda", Mode = 0x800 }), "Devices[0].Mode" },
        { With(null!), "Devices[0]" },
        { Config with { DeviceRules = [new DeviceRule { Major = 8 }] }, "DeviceRules[0]" },
        { Config with { DeviceRules = [new DeviceRule { Access = "r" }] }, "DeviceRules[0]" },
        { Config with { DeviceRules = [new DeviceRule { Type = DeviceType.Block, Major = -1 }] }, "DeviceRules[0]" },
        { Config with { CdiDevices = ["nvidia.com=0"] }, "CdiDevices[0]" },
        { Config with { CdiAnnotations = true, Annotations = new Dictionary<string, string> { ["cdi.k8s.io/x"] = "nonsense" } }, "Annotations[cdi.k8s.io/x]" },
        { Config with { Gpus = new GpuRequest { Count = 1, Names = ["0"] } }, "Gpus" },
        { Config with { Gpus = new GpuRequest { Count = -2 } }, "Gpus.Count" },
        { Config with { Gpus = new GpuRequest { Kind = "gpu" } }, "Gpus.Kind" },
        { Config with { Rdma = new RdmaRequest { Devices = ["../x"] } }, "Rdma.Devices" },
        { Config with { Rdma = new RdmaRequest { NetworkDevices = new Dictionary<string, string?> { ["eth0"] = "a/b" } } }, "Rdma.NetworkDevices" },
        { Config with { Rdma = new RdmaRequest { NetworkDevices = new Dictionary<string, string?> { ["eth0"] = "x", ["eth1"] = "x" } } }, "Rdma.NetworkDevices" },
        { Config with { Rdma = new RdmaRequest { MaxHandles = 1 } }, "Rdma" },
    };

    private static ContainerConfig Config => SampleInputs.Config;

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Fault_names_the_member(ContainerConfig config, string member) => DeviceChecks.Of(config).Should().ContainSingle().Which.Should().StartWith(member);

    [Fact]
    public void What_can_be_had_has_no_fault() => DeviceChecks.Of(Config with
    {
        Devices = [new DeviceRequest { Path = "/dev/sda", ContainerPath = "/dev/xvda", Permissions = "r", Mode = 0x1B0 }, new DeviceRequest { Path = "/dev/null" }],
        DeviceRules = [new DeviceRule { Type = DeviceType.Character, Major = 10, Access = "rmw" }, new DeviceRule()],
        CdiDevices = ["nvidia.com/gpu=GPU-1:2"],
        Annotations = new Dictionary<string, string> { ["cdi.k8s.io/x"] = "nonsense, which nobody asked to be read" },
        Gpus = new GpuRequest { Count = -1 },
        Rdma = new RdmaRequest { Devices = ["mlx5_0"], NetworkDevices = new Dictionary<string, string?> { ["eth1"] = null }, MaxHandles = 5 },
    }).Should().BeEmpty();

    private static ContainerConfig With(DeviceRequest request) => Config with { Devices = [request] };
}
