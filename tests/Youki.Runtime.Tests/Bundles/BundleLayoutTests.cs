using Youki.Runtime.Bundles;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Volumes;

namespace Youki.Runtime.Tests.Bundles;

public sealed class BundleLayoutTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-layout-").FullName;

    [Fact]
    public void Names_of_the_root_file_system_are_those_of_its_provider()
    {
        var bundle = new BundleLayout("/bundles", ContainerId.Parse("web"));
        var rootfs = new RootfsLayout(bundle.Bundle);

        (bundle.Rootfs, bundle.RootfsCopy, bundle.RootfsView, bundle.WritableLayer).Should().Be((rootfs.Rootfs, rootfs.Copying, rootfs.View, rootfs.Layer));
        bundle.Volumes.Should().Be(VolumesLayout.DirectoryOf(bundle.Bundle));
    }

    [Fact]
    public void Containers_of_a_directory_that_is_not_there_are_none() => BundleLayout.Containers(Path.Combine(_directory, "none")).Should().BeEmpty();

    [Theory]
    [InlineData("container.json", true)]
    [InlineData("container.json.new", true)]
    [InlineData("layer", true)]
    [InlineData("volumes", true)]
    [InlineData("rootfs.view", true)]
    [InlineData("thesis.doc", false)]
    public void HoldsOnlyOurs_tells_a_bundle_from_somebody_else_s_directory(string file, bool ours)
    {
        var bundle = new BundleLayout(_directory, ContainerId.Parse("web"));
        Directory.CreateDirectory(bundle.Bundle);
        File.WriteAllText(Path.Combine(bundle.Bundle, file), "");

        bundle.HoldsOnlyOurs().Should().Be(ours);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
