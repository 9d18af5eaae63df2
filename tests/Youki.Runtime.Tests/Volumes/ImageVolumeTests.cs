using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;
using Youki.Runtime.Volumes;

namespace Youki.Runtime.Tests.Volumes;

public sealed class ImageVolumeTests
{
    [Fact]
    public void Of_puts_parents_first_and_keeps_numbers() =>
        Of("/data/sub", "/data-x", "/data", "relative/./path/", "//data//").Should().Equal(
            new ImageVolume(2, "/data"), new ImageVolume(1, "/data-x"), new ImageVolume(0, "/data/sub"), new ImageVolume(3, "/relative/path"));

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("/proc")]
    [InlineData("/proc/1/attr")]
    [InlineData("proc/self")]
    [InlineData("/sys/fs/cgroup")]
    [InlineData("/dev")]
    [InlineData("//dev/./shm/")]
    public void Of_leaves_out_what_the_runtime_mounts_itself(string path) => Of(path, "/data").Should().Equal(new ImageVolume(1, "/data"));

    [Theory]
    [InlineData("/../etc")]
    [InlineData("/data/../../proc")]
    [InlineData("..")]
    public void Of_a_path_that_climbs_throws(string path)
    {
        var of = () => Of(path);

        of.Should().Throw<ImageFormatException>().WithMessage($"*Volumes*'{path}'*");
    }

    [Fact]
    public void Of_names_that_only_look_reserved_are_volumes() => Of("/process", "/system", "/devices", "/data/..x").Should().HaveCount(4);

    [Fact]
    public void Contribute_mounts_directories_of_the_bundle()
    {
        var inputs = SampleInputs.From(new ImageConfig { Volumes = ["/b", "/a"] });

        new ImageVolumesContributor().Contribute(inputs)!.Mounts.Should().BeEquivalentTo(
            [
                new Mount { Destination = "/a", Type = "bind", Source = $"{inputs.BundlePath}/volumes/1", Options = ["bind", "rprivate"] },
                new Mount { Destination = "/b", Type = "bind", Source = $"{inputs.BundlePath}/volumes/0", Options = ["bind", "rprivate"] },
            ],
            options => options.WithStrictOrdering());
    }

    [Fact]
    public void Contribute_without_volumes_says_nothing()
    {
        new ImageVolumesContributor().Contribute(SampleInputs.From(new ImageConfig { Volumes = ["/proc"] })).Should().BeNull();
        new ImageVolumesContributor().Contribute(SampleInputs.Inputs).Should().BeNull();
    }

    private static IReadOnlyList<ImageVolume> Of(params string[] paths) => ImageVolume.Of(SampleInputs.From(new ImageConfig { Volumes = paths }));
}
