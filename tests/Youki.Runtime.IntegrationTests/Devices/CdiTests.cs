using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Tool;

namespace Youki.Runtime.IntegrationTests.Devices;

/// <summary>CDI devices, seen from inside.</summary>
public sealed class CdiTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Device_brings_its_node_environment_mount_group_and_hook(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.CdiDirectories = [Directory.CreateDirectory(Path.Combine(options.BundleDirectory, "../cdi")).FullName]);
        await File.WriteAllTextAsync(node.At("driver"), "driver\n", TestNode.Token);
        await WriteSpecAsync(node);
        const string Script = "stat -c %t:%T /dev/gpu0 || echo no device; echo ${MODE:-no mode}; cat /opt/driver || echo no driver; id -G";

        var (_, without, _) = await node.RunAsync(TestNode.Shell(Script));
        File.Exists(node.At("hook")).Should().BeFalse();
        var (_, with, error) = await node.RunAsync(TestNode.Shell(Script) with { CdiDevices = ["vendor.example/gpu=0"], EnvVars = new Dictionary<string, string> { ["SECRET"] = "1" } });

        without.Should().Be("no device\nno mode\nno driver\n0\n");
        error.Should().BeEmpty();
        with.Should().Be("1:7\nfast\ndriver\n0 4242\n");
        (await File.ReadAllTextAsync(node.At("hook"), TestNode.Token)).Should().Contain("PATH=").And.NotContain("SECRET").And.NotContain("MODE");
    }

    [Fact]
    public async Task Gpus_annotations_and_what_is_not_there()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.CdiDirectories = [Directory.CreateDirectory(Path.Combine(options.BundleDirectory, "../cdi")).FullName]);
        await File.WriteAllTextAsync(node.At("driver"), "driver\n", TestNode.Token);
        await WriteSpecAsync(node);
        await File.WriteAllTextAsync(node.At("cdi/broken.json"), "{", TestNode.Token);
        var annotated = TestNode.Shell("ls /dev | grep gpu") with { Annotations = new Dictionary<string, string> { ["cdi.k8s.io/x"] = "vendor.example/gpu=1" } };

        (await node.RunAsync(TestNode.Shell("ls /dev | grep gpu") with { Gpus = new GpuRequest { Count = -1, Kind = "vendor.example/gpu" } })).Output.Should().Be("gpu0\ngpu1\n");
        (await node.RunAsync(annotated)).Output.Should().BeEmpty();
        (await node.RunAsync(annotated with { CdiAnnotations = true })).Output.Should().Be("gpu1\n");
        var create = () => node.CreateAsync(TestNode.Shell("true") with { Gpus = new GpuRequest { Count = -1 } });
        (await create.Should().ThrowAsync<DeviceException>()).Which.Message.Should().Contain("nvidia.com/gpu").And.Contain("vendor.example/gpu=0").And.Contain("broken.json");

        var report = await node.Runtime.InspectHostAsync(TestNode.Token);
        report.Cdi!.Devices.Select(device => device.Name).Should().Equal("vendor.example/gpu=0", "vendor.example/gpu=1");
        report.Abilities.Should().Contain(ability => ability.Name == "cdi" && !ability.Available && ability.Fix!.Contains("broken.json"));
    }

    [Fact]
    public async Task Tool_takes_devices_as_docker_does()
    {
        await using var node = await ToolNode.OpenAsync();
        Directory.CreateDirectory(node.Node.At("cdi"));
        await File.WriteAllTextAsync(node.Node.At("driver"), "driver\n", TestNode.Token);
        await WriteSpecAsync(node.Node);

        var run = await node.RunAsync(
            "--cdi-dir", node.Node.At("cdi"), "run", "--rm", "--device", "vendor.example/gpu=1", "--device", "/dev/zero:/dev/nothing:r", "--device-cgroup-rule", "c 1:11 rmw", ToolNode.Image,
            "sh", "-c", "ls /dev | grep -e gpu -e nothing; mknod /tmp/kmsg c 1 11 && (: >/tmp/kmsg) && echo opened");
        var list = await node.RunAsync("--cdi-dir", node.Node.At("cdi"), "cdi", "list");

        run.All.Should().Be((0, "gpu1\nnothing\nopened\n", string.Empty));
        list.Output.Should().Contain("vendor.example/gpu=0").And.Contain("gpu.yaml");
    }

    private static Task WriteSpecAsync(TestNode node) => File.WriteAllTextAsync(node.At("cdi/gpu.yaml"), $"""
        cdiVersion: 0.8.0
        kind: vendor.example/gpu
        devices:
        - name: "0"
          containerEdits:
            deviceNodes: [{"{"}path: /dev/gpu0, hostPath: /dev/full, permissions: rw{"}"}]
            env: [MODE=fast]
            additionalGids: [4242]
        - name: "1"
          containerEdits:
            deviceNodes: [{"{"}path: /dev/gpu1, hostPath: /dev/zero{"}"}]
        containerEdits:
          mounts:
          - hostPath: {node.At("driver")}
            containerPath: /opt/driver
            options: [ro, bind]
          hooks:
          - hookName: createRuntime
            path: /bin/sh
            args: [sh, -c, "env >{node.At("hook")}"]
        """, TestNode.Token);
}
