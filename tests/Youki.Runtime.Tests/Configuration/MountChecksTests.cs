using System.Text.Json;
using Youki.Runtime.Bundles;
using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class MountChecksTests
{
    public static TheoryData<ContainerMount, string> Faults => new()
    {
        { new TmpfsMount { Target = "/" }, "Mounts[0].Target: nothing can be mounted at '/': it is the root" },
        { new TmpfsMount { Target = "/./" }, "Mounts[0].Target: nothing can be mounted" },
        { new TmpfsMount { Target = "/proc" }, "files of the kernel's" },
        { new TmpfsMount { Target = "//proc//1/fd" }, "files of the kernel's" },
        { new TmpfsMount { Target = "/sys/fs/cgroup" }, "files of the kernel's" },
        { new TmpfsMount { Target = "/dev" }, "the runtime makes it" },
        { new TmpfsMount { Target = "/dev/null" }, "has its own there" },
        { new TmpfsMount { Target = "/dev/pts/0" }, "has its own there" },
        { new TmpfsMount { Target = "/a/../b" }, "holds '..'" },
        { new TmpfsMount { Target = "a" }, "not an absolute path" },
        { new TmpfsMount { Target = "" }, "not an absolute path" },
        { new TmpfsMount { Target = "/a\0" }, "NUL" },
        { new TmpfsMount { Target = null! }, "may not be null" },
        { new TmpfsMount { Target = "/a", SizeBytes = 0 }, "Mounts[0].SizeBytes: 0 is too small" },
        { new TmpfsMount { Target = "/a", Mode = (UnixFileMode)0x1000 }, "Mounts[0].Mode" },
        { new BindMount { Target = "/a", Source = "x" }, "Mounts[0].Source" },
        { new BindMount { Target = "/a", Source = "/x/../.." }, "Mounts[0].Source" },
        { new BindMount { Target = "/a", Source = "/x", SubPath = "../y" }, "Mounts[0].SubPath" },
        { new BindMount { Target = "/a", Source = "/x", SubPath = "/y" }, "Mounts[0].SubPath" },
        { new BindMount { Target = "/a", Source = "/x", HostPathUid = 1 }, "CreateHostPath" },
        { new BindMount { Target = "/a", Source = "/x", RecursiveReadOnly = true, Propagation = MountPropagation.Slave }, "Mounts[0].RecursiveReadOnly" },
        { new BindMount { Target = "/a", Source = "/x", Propagation = (MountPropagation)9 }, "Mounts[0].Propagation" },
        { new VolumeMount { Target = "/a", Name = "a/b" }, "Mounts[0].Name: 'a/b' is not a volume's name" },
        { new VolumeMount { Target = "/a", Name = ".." }, "Mounts[0].Name" },
        { new VolumeMount { Target = "/a", Name = "" }, "Mounts[0].Name" },
        { new VolumeMount { Target = "/a", Anonymous = true }, "Mounts[0].Anonymous" },
        { new EmptyDirMount { Target = "/a", ReadOnly = true }, "Mounts[0].ReadOnly" },
        { new EmptyDirMount { Target = "/a", Name = "../x" }, "Mounts[0].Name" },
        { new EmptyDirMount { Target = "/a", Name = "x", InMemory = true }, "Mounts[0].InMemory" },
        { new FileMount { Target = "/a", Name = "" }, "Mounts[0].Name" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Of_names_the_member(ContainerMount mount, string message) =>
        MountChecks.Of(new() { Image = "x", Mounts = [mount] }).Should().ContainSingle().Which.Should().Contain(message);

    [Fact]
    public void Of_names_targets_that_are_the_same() =>
        MountChecks.Of(new() { Image = "x", Mounts = [new TmpfsMount { Target = "/a/b" }, new VolumeMount { Target = "//a/./b/" }] }).Should().ContainSingle().Which.Should().Contain("'/a/b'");

    [Theory]
    [InlineData("/dev/shm")]
    [InlineData("/data")]
    [InlineData("/process")]
    public void Of_takes_other_places(string target) => MountChecks.Of(new() { Image = "x", Mounts = [new TmpfsMount { Target = target }] }).Should().BeEmpty();

    [Fact]
    public void Size_of_an_empty_directory_on_disk_is_refused_by_name()
    {
        var validate = () => ContainerConfigValidator.Validate(
            new() { Image = "x", Command = ["y"], Mounts = [new EmptyDirMount { Target = "/a", SizeBytes = 1 }] }, new() { NodeId = NodeId.Parse("n") });

        validate.Should().Throw<FeatureNotSupportedException>().Which.Feature.Should().Be("ContainerConfig.Mounts[].SizeBytes");
    }

    [Fact]
    public void Contents_are_those_that_mounts_name_within_their_sizes()
    {
        var config = new ContainerConfig { Image = "x", Mounts = [new FileMount { Name = "a", Target = "/a" }, new FileMount { Name = "b", Target = "/b", Digest = Digest.Of("b"u8) }] };

        FileContentChecks.OfCreation(config, null).Should().HaveCount(2).And.AllSatisfy(error => error.Should().Contain("is missing"));
        FileContentChecks.OfCreation(config, Files(("a", 1 << 21), ("b", 1), ("c", 1))).Should().HaveCount(3)
            .And.Contain(error => error.Contains("1048576")).And.Contain(error => error.Contains("'c'")).And.Contain(error => error.Contains("digest"));
    }

    [Fact]
    public void Records_keep_every_kind_of_mount()
    {
        ContainerMount[] mounts =
        [
            new BindMount { Target = "/a", Source = "/x", Propagation = MountPropagation.RecursiveSlave, HostPathMode = UnixFileMode.UserRead },
            new VolumeMount { Target = "/b", Name = "v", Labels = new Dictionary<string, string> { ["k"] = "v" } },
            new TmpfsMount { Target = "/c", SizeBytes = 5 },
            new EmptyDirMount { Target = "/d", InMemory = true },
            new FileMount { Target = "/e", Name = "n", Digest = Digest.Of("x"u8) },
        ];
        var config = new ContainerConfig { Image = "x", Mounts = mounts, VolumesFrom = [new() { ContainerId = ContainerId.Parse("c") }] };

        var json = JsonSerializer.Serialize(config, BundleJson.Default.ContainerConfig);

        json.Should().Contain("\"kind\": \"bind\"").And.Contain("\"rslave\"");
        JsonSerializer.Deserialize(json, BundleJson.Default.ContainerConfig).Should().BeEquivalentTo(config, options => options.RespectingRuntimeTypes());
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(params (string Name, int Size)[] files) => files.ToDictionary(file => file.Name, file => new ReadOnlyMemory<byte>(new byte[file.Size]));
}
