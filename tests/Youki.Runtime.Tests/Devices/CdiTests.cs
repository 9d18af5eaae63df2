using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Devices;

public sealed class CdiTests : IDisposable
{
    /// <summary>As NVIDIA's tool writes them, with devices that every host has.</summary>
    private const string Gpus = """
        cdiVersion: 0.5.0
        kind: nvidia.com/gpu
        devices:
        - name: "0"
          containerEdits:
            deviceNodes:
            - path: /dev/nvidia0
              hostPath: /dev/zero
              fileMode: 0660
              permissions: rw
        - name: "1"
          containerEdits:
            deviceNodes:
            - path: /dev/nvidia1
              hostPath: /dev/full
        - name: GPU-8932f937
          containerEdits:
            deviceNodes:
            - path: /dev/nvidia0
              hostPath: /dev/zero
        containerEdits:
          env:
          - NVIDIA_VISIBLE_DEVICES=void
          hooks:
          - hookName: createContainer
            path: /usr/bin/nvidia-cdi-hook
            args: [nvidia-cdi-hook, update-ldcache, --folder, /usr/lib]
          mounts:
          - hostPath: /bin
            containerPath: /usr/local/bin
            options: [ro, nosuid, nodev, bind]
        """;

    private readonly CdiDirectory _cdi = new();

    public void Dispose() => _cdi.Dispose();

    [Fact]
    public void Device_brings_its_edits_and_those_of_its_spec_once()
    {
        _cdi.Write("etc/nvidia.yaml", Gpus);

        var set = _cdi.Resolve("nvidia.com/gpu=0", "nvidia.com/gpu=1");

        set.Nodes.Select(node => (node.Path, node.HostPath, node.Type, node.Major, node.Minor, node.Permissions)).Should().Equal(
            ("/dev/nvidia0", "/dev/zero", "c", 1, 5, "rw"), ("/dev/nvidia1", "/dev/full", "c", 1, 7, "rwm"));
        set.Nodes[0].Mode.Should().Be(0x1B0, "0660 is octal");
        set.Env.Should().Equal("NVIDIA_VISIBLE_DEVICES=void");
        set.Mounts.Should().ContainSingle().Which.Should().BeEquivalentTo(new Mount { Destination = "/usr/local/bin", Source = "/bin", Type = "bind", Options = ["ro", "nosuid", "nodev", "bind"] });
        var hook = set.Hooks!.CreateContainer.Should().ContainSingle().Subject;
        hook.Args.Should().Equal("nvidia-cdi-hook", "update-ldcache", "--folder", "/usr/lib");
        hook.Env.Should().ContainSingle().Which.Should().StartWith("PATH=");
        hook.Timeout.Should().BePositive();
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void Gpus_are_counted_by_their_numbers(int count, int expected)
    {
        _cdi.Write("etc/nvidia.yaml", Gpus);

        _cdi.Resolve(new GpuRequest { Count = count }).Nodes.Should().HaveCount(expected);
    }

    [Fact]
    public void Gpus_by_name_and_more_than_there_are()
    {
        _cdi.Write("etc/nvidia.yaml", Gpus);

        _cdi.Resolve(new GpuRequest { Names = ["GPU-8932f937"] }).Nodes.Should().ContainSingle();
        FluentActions.Invoking(() => _cdi.Resolve(new GpuRequest { Count = 3 })).Should().Throw<DeviceException>().WithMessage("*There are 2*3 are asked for*");
    }

    [Fact]
    public void All_is_a_device_of_its_own_where_a_spec_has_it()
    {
        _cdi.Write("etc/a.json", Json("a.example/x", ("all", "/dev/zero"), ("0", "/dev/full")));

        _cdi.Resolve("a.example/x=all").Nodes.Should().ContainSingle().Which.HostPath.Should().Be("/dev/zero");
    }

    [Fact]
    public void Broken_file_spoils_no_good_one_and_is_named()
    {
        _cdi.Write("etc/a.json", Json("a.example/x", ("0", "/dev/zero")));
        var broken = _cdi.Write("etc/b.yaml", "cdiVersion: 0.8.0\nkind: [");

        _cdi.Resolve("a.example/x=0").Nodes.Should().ContainSingle();
        _cdi.Catalog.Inventory().Problems.Should().ContainKey(broken).WhoseValue.Should().Contain("line");
        FluentActions.Invoking(() => _cdi.Resolve("b.example/x=0")).Should().Throw<DeviceException>().WithMessage($"*a.example/x=0*{broken}*");
    }

    [Fact]
    public void Unknown_device_tells_what_there_is()
    {
        _cdi.Write("etc/a.json", Json("a.example/x", ("1", "/dev/zero"), ("0", "/dev/full")));

        var exception = FluentActions.Invoking(() => _cdi.Resolve("a.example/x=7")).Should().Throw<DeviceException>().Which;

        (exception.Device, exception.Failure).Should().Be(("a.example/x=7", DeviceFailure.NotFound));
        exception.Available.Should().Equal("a.example/x=0", "a.example/x=1");
        exception.Message.Should().Contain("a.example/x=0, a.example/x=1");
    }

    [Fact]
    public void Later_directory_goes_before_an_earlier_one()
    {
        _cdi.Write("etc/a.json", Json("a.example/x", ("0", "/dev/zero"), ("1", "/dev/zero")));
        _cdi.Write("run/a.json", Json("a.example/x", ("0", "/dev/full")));

        _cdi.Resolve("a.example/x=0").Nodes.Should().ContainSingle().Which.HostPath.Should().Be("/dev/full");
        _cdi.Resolve("a.example/x=1").Nodes.Should().ContainSingle().Which.HostPath.Should().Be("/dev/zero");
    }

    [Fact]
    public void Two_specs_of_one_rank_are_a_conflict_for_that_device_only()
    {
        var one = _cdi.Write("etc/a.json", Json("a.example/x", ("0", "/dev/zero"), ("1", "/dev/zero")));
        var two = _cdi.Write("etc/b.json", Json("a.example/x", ("0", "/dev/full")));

        _cdi.Resolve("a.example/x=1").Nodes.Should().ContainSingle();
        var exception = FluentActions.Invoking(() => _cdi.Resolve("a.example/x=0")).Should().Throw<DeviceException>().Which;
        exception.Failure.Should().Be(DeviceFailure.Conflict);
        exception.Message.Should().Contain(one).And.Contain(two);
        _cdi.Catalog.Inventory().Devices[0].Files.Should().Equal(one, two);
    }

    [Fact]
    public void Two_devices_that_contradict_each_other_are_both_named()
    {
        _cdi.Write("etc/a.json", """{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"0","containerEdits":{"env":["MODE=a"]}},{"name":"1","containerEdits":{"env":["MODE=b"]}}]}""");

        FluentActions.Invoking(() => _cdi.Resolve("a.example/x=0", "a.example/x=1")).Should().Throw<DeviceException>().WithMessage("*a.example/x=0*a.example/x=1*MODE*");
    }

    [Fact]
    public void Directory_and_file_that_others_may_write_to_are_not_used()
    {
        var file = _cdi.Write("run/a.json", Json("a.example/x", ("0", "/dev/zero")));
        _cdi.Write("etc/b.json", Json("b.example/x", ("0", "/dev/zero")));
        File.SetUnixFileMode(file, (UnixFileMode)0x1B6);
        File.SetUnixFileMode(_cdi.Etc, (UnixFileMode)0x1FF);

        var inventory = _cdi.Catalog.Inventory();

        inventory.Devices.Should().BeEmpty();
        inventory.Problems.Should().HaveCount(2);
        inventory.Problems[_cdi.Etc].Should().Contain("others").And.Contain("777");
        inventory.Problems[file].Should().Contain("others").And.Contain("666");
    }

    [Fact]
    public void Link_in_place_of_a_file_is_not_used()
    {
        var real = _cdi.Write("real", Json("a.example/x", ("0", "/dev/zero")));
        File.CreateSymbolicLink(_cdi.At("etc/a.json"), real);

        _cdi.Catalog.Inventory().Problems.Should().ContainSingle().Which.Value.Should().Contain("symbolic link");
    }

    [Fact]
    public void File_is_read_once_until_it_changes()
    {
        _cdi.Write("etc/a.json", Json("a.example/x", ("0", "/dev/zero")));
        _cdi.Resolve("a.example/x=0");
        _cdi.Resolve("a.example/x=0");
        _cdi.Reader.Reads.Should().Be(1);

        _cdi.Write("etc/a.json", Json("a.example/x", ("0", "/dev/full"), ("1", "/dev/full")));

        _cdi.Resolve("a.example/x=0").Nodes.Should().ContainSingle().Which.HostPath.Should().Be("/dev/full");
        _cdi.Reader.Reads.Should().Be(2);
    }

    [Theory]
    [InlineData("""{"cdiVersion":"0.9.9","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"env":["A=1"]}}]}""", "0.9.9")]
    [InlineData("""{"cdiVersion":"0.6.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"additionalGids":[7]}}]}""", "0.7.0")]
    [InlineData("""{"cdiVersion":"0.4.0","kind":"a.example/x","devices":[{"name":"0","containerEdits":{"env":["A=1"]}}]}""", "0.5.0")]
    [InlineData("""{"cdiVersion":"0.3.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"mounts":[{"hostPath":"/bin","containerPath":"/x","type":"bind"}]}}]}""", "0.4.0")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"netDevices":[{"hostInterfaceName":"e","name":"e"}]}}]}""", "1.1.0")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"example","devices":[{"name":"a","containerEdits":{"env":["A=1"]}}]}""", "vendor/class")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[]}""", "no devices")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a"}]}""", "containerEdits")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"env":["A"]}}]}""", "NAME=value")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"surprise":1}}]}""", "surprise")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"hooks":[{"hookName":"never","path":"/x"}]}}]}""", "never")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"deviceNodes":[{"path":"/dev/x","permissions":"q"}]}}]}""", "'q'")]
    [InlineData("""{"cdiVersion":"0.8.0","kind":"a.example/x","devices":[{"name":"a","containerEdits":{"env":["A=1"]}},{"name":"a","containerEdits":{"env":["A=1"]}}]}""", "twice")]
    [InlineData("null", "no object")]
    [InlineData("[", "JSON")]
    public void Spec_that_is_not_valid_is_not_used_and_the_reason_is_told(string json, string reason)
    {
        var path = _cdi.Write("etc/a.json", json);

        _cdi.Catalog.Inventory().Problems.Should().ContainKey(path).WhoseValue.Should().Contain(reason);
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "refers")]
    [InlineData("a: 1\na: 2\n", "twice")]
    [InlineData("a: 1\n---\nb: 2\n", "more than one document")]
    public void Yaml_beyond_what_specs_need_is_refused(string yaml, string reason)
    {
        var path = _cdi.Write("etc/a.yaml", yaml);

        _cdi.Catalog.Inventory().Problems.Should().ContainKey(path).WhoseValue.Should().Contain(reason);
    }

    private static string Json(string kind, params (string Name, string HostPath)[] devices) =>
        $$"""{"cdiVersion":"0.8.0","kind":"{{kind}}","devices":[{{string.Join(',', devices.Select(device => $$$"""{"name":"{{{device.Name}}}","containerEdits":{"deviceNodes":[{"path":"/dev/cdi-{{{device.Name}}}","hostPath":"{{{device.HostPath}}}"}]}}"""))}}]}""";
}
