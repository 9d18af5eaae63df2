using System.Runtime.Versioning;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

[SupportedOSPlatform("linux")]
public sealed class OverlayRootfsTests : IDisposable
{
    private readonly RootfsHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Acquire_for_two_containers_shares_an_image_that_never_changes()
    {
        var file = _host.Write("etc/file", "image");
        _host.Write("gone/inner", "image");
        var one = await _host.AcquireAsync("one");
        var two = await _host.AcquireAsync("two");

        File.WriteAllText($"{one}/etc/file", "one");
        Directory.Delete($"{one}/gone", recursive: true);
        Directory.CreateDirectory($"{one}/gone");

        Directory.GetFileSystemEntries($"{one}/gone").Should().BeEmpty();
        File.ReadAllText($"{two}/etc/file").Should().Be("image");
        File.ReadAllText($"{two}/gone/inner").Should().Be("image");
        File.ReadAllText(file).Should().Be("image");
        Directory.GetFileSystemEntries(_host.Image, "*", SearchOption.AllDirectories).Should().HaveCount(4);
        await ReleaseAsync("one", "two");
    }

    [Fact]
    public async Task Acquire_twice_mounts_once()
    {
        await _host.AcquireAsync("one");

        await _host.AcquireAsync("one");

        var mount = _host.Mounts().Should().ContainSingle().Subject;
        mount.Source.Should().Be("youki-one");
        mount.Propagation.Should().BeEmpty();
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_below_a_shared_mount_passes_nothing_on()
    {
        Host.MakeShared(_host.Bundles);

        var rootfs = await _host.AcquireAsync("one");

        _host.Mounts().Single(mount => mount.MountPoint == _host.Bundles).Propagation.Should().NotBeEmpty();
        _host.Mounts().Single(mount => mount.MountPoint == rootfs).Propagation.Should().BeEmpty();
        await ReleaseAsync("one");
        FileSystemMount.TryDetach(_host.Bundles);
    }

    [Fact]
    public async Task Acquire_after_a_reboot_keeps_what_was_written()
    {
        var rootfs = await _host.AcquireAsync("one");
        File.WriteAllText($"{rootfs}/file", "kept");
        new DirectoryInfo(rootfs).UnixFileMode = UnixFileMode.UserRead;
        FileSystemMount.TryDetach(rootfs).Should().BeTrue();

        await _host.AcquireAsync("one");

        File.ReadAllText($"{rootfs}/file").Should().Be("kept");
        new DirectoryInfo(rootfs).UnixFileMode.Should().Be(UnixFileMode.UserRead);
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_gives_the_root_the_owner_and_mode_of_the_image()
    {
        Host.Run("chown", "12:34", _host.Image);
        Host.Run("chmod", "1751", _host.Image);

        var rootfs = await _host.AcquireAsync("one");

        Host.Run("stat", "-c", "%u:%g %a", rootfs).Should().Be("12:34 1751");
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_with_odd_paths_escapes_them()
    {
        _host.Image = _host.MakeDirectory(@"im:a,g\e é=1");
        _host.Bundles = _host.MakeDirectory(@"bun:d,l\e s=2");
        _host.Write("file", "image");

        var rootfs = await _host.AcquireAsync("one");
        await _host.AcquireAsync("one");

        File.ReadAllText($"{rootfs}/file").Should().Be("image");
        File.WriteAllText($"{rootfs}/new", "upper");
        File.Exists(Path.Combine(_host.Bundles, "one", "layer", "upper", "new")).Should().BeTrue();
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_in_another_mount_namespace_mounts_there_too()
    {
        _host.Write("file", "image");
        string? seen = null;

        Host.RunInPrivateNamespace(() => seen = File.ReadAllText($"{_host.AcquireAsync("one").GetAwaiter().GetResult()}/file"));

        seen.Should().Be("image");
        _host.Mounts().Should().BeEmpty();
        var rootfs = await _host.AcquireAsync("one");
        File.ReadAllText($"{rootfs}/file").Should().Be("image");
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_where_something_else_is_mounted_names_it()
    {
        var rootfs = _host.Inputs("one").RootfsPath;
        Directory.CreateDirectory(rootfs);
        Host.Bind(_host.MakeDirectory("other"), rootfs);

        var acquire = () => _host.AcquireAsync("one");

        (await acquire.Should().ThrowAsync<HostResourceException>().WithMessage("*one*is mounted at*Unmount it*")).Which.Kind.Should().Be("rootfs");
        FileSystemMount.TryDetach(rootfs);
    }

    [Theory]
    [InlineData("bundles/one/image")]
    [InlineData("bundles")]
    public async Task Acquire_of_an_image_that_overlaps_the_bundle_throws(string image)
    {
        _host.Image = _host.MakeDirectory(image);

        var acquire = () => _host.AcquireAsync("one");

        await acquire.Should().ThrowAsync<ImageException>().WithMessage("*one in the other*");
    }

    private async Task ReleaseAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await _host.ReleaseAsync(id);
            _host.BundleEntries(id).Should().BeEmpty();
        }
    }
}
