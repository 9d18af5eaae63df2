using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

public sealed class RootfsReleaseTests : IDisposable
{
    private readonly RootfsHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Release_after_a_crash_removes_mount_and_layer()
    {
        var rootfs = await _host.AcquireAsync("one");
        File.WriteAllText($"{rootfs}/file", "one");

        await _host.ReleaseAsync("one");
        await _host.ReleaseAsync("one");

        _host.Mounts().Should().BeEmpty();
        _host.BundleEntries("one").Should().BeEmpty();
    }

    [Fact]
    public async Task Release_of_what_never_was_does_nothing()
    {
        var release = async () => await _host.ReleaseAsync("never");

        await release.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Release_of_a_file_system_in_use_takes_it_out_of_the_tree()
    {
        var rootfs = await _host.AcquireAsync("one");
        using var used = File.Create($"{rootfs}/file");

        await _host.ReleaseAsync("one");

        _host.Mounts().Should().BeEmpty();
        _host.BundleEntries("one").Should().BeEmpty();
    }

    [Fact]
    public async Task Release_while_another_mount_namespace_has_the_mount_leaves_the_image_whole()
    {
        var file = _host.Write("file", "image");
        await _host.AcquireAsync("one");
        using var other = Host.StartInCopiedNamespace();

        await _host.ReleaseAsync("one");
        var entries = _host.BundleEntries("one");
        other.StandardInput.Close();
        other.WaitForExit();

        entries.Should().BeEmpty();
        File.ReadAllText(file).Should().Be("image");
    }

    [Theory]
    [InlineData("layer/upper/mounted")]
    [InlineData("rootfs.copying/mounted")]
    public async Task Release_never_deletes_through_a_mount(string place)
    {
        var other = Path.Combine(_host.MakeDirectory("other"), "file");
        File.WriteAllText(other, "kept");
        var mounted = Directory.CreateDirectory(Path.Combine(_host.Inputs("one").BundlePath, place)).FullName;
        Host.Bind(_host["other"], mounted);

        var release = async () => await _host.ReleaseAsync("one");

        await release.Should().ThrowAsync<HostResourceException>().WithMessage($"*container one could not be removed*{place}*Unmount*");
        File.ReadAllText(other).Should().Be("kept");
        FileSystemMount.TryDetach(mounted);
        await _host.ReleaseAsync("one");
        File.ReadAllText(other).Should().Be("kept");
    }

    [Fact]
    public async Task Release_of_what_a_container_made_immutable_removes_it()
    {
        var layer = Directory.CreateDirectory(Path.Combine(_host.Inputs("one").BundlePath, "layer", "upper", "dir")).FullName;
        File.WriteAllText($"{layer}/file", "fixed");
        Host.Run("chattr", "+i", $"{layer}/file");
        Host.Run("chattr", "+a", layer);

        await _host.ReleaseAsync("one");

        _host.BundleEntries("one").Should().BeEmpty();
    }
}
