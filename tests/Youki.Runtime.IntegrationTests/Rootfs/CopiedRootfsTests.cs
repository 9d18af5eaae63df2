using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

public sealed class CopiedRootfsTests : IDisposable
{
    private readonly RootfsHost _host = new();

    public CopiedRootfsTests() => _host.RefuseOverlays();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Acquire_where_no_overlay_is_possible_copies_the_image()
    {
        var file = _host.Write("dir/file", "image");

        var rootfs = await _host.AcquireAsync("one", "copy");
        File.WriteAllText($"{rootfs}/dir/file", "one");
        await _host.AcquireAsync("one", "copy");

        File.ReadAllText($"{rootfs}/dir/file").Should().Be("one");
        File.ReadAllText(file).Should().Be("image");
        _host.BundleEntries("one").Should().Equal(rootfs);
        await _host.ReleaseAsync("one");
        _host.BundleEntries("one").Should().BeEmpty();
    }

    [Fact]
    public async Task Acquire_by_copy_keeps_owners_devices_and_capabilities()
    {
        var file = _host.Write("dir/file", "image");
        Host.Run("chown", "-R", "12:34", $"{_host.Image}/dir");
        Host.Run("setcap", "cap_net_raw+ep", file);
        Host.Run("mknod", $"{_host.Image}/null", "c", "1", "3");
        Host.Run("mknod", $"{_host.Image}/block", "b", "300", "70000");
        Host.Run("chmod", "4755", _host.Write("suid", "image"));
        Host.Run("ln", "-s", "/etc/passwd", $"{_host.Image}/link");
        Host.Run("chown", "-h", "56:78", $"{_host.Image}/link");
        string[] names = [".", "dir", "dir/file", "null", "block", "suid", "link"];

        var rootfs = await _host.AcquireAsync("one", "copy");

        Describe(rootfs, names).Should().Be(Describe(_host.Image, names));
        Host.Run("getcap", $"{rootfs}/dir/file").Should().EndWith("cap_net_raw=ep");
        await _host.ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_by_copy_leaves_out_what_is_mounted_in_the_image()
    {
        var mounted = Directory.CreateDirectory($"{_host.Image}/mounted").FullName;
        File.WriteAllText(Path.Combine(_host.MakeDirectory("other"), "file"), "other");
        Host.Bind(_host["other"], mounted);

        var rootfs = await _host.AcquireAsync("one", "copy");

        Directory.GetFileSystemEntries($"{rootfs}/mounted").Should().BeEmpty();
        FileSystemMount.TryDetach(mounted);
        await _host.ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_after_a_half_copy_makes_it_whole()
    {
        _host.Write("file", "image");
        var copying = Directory.CreateDirectory(Path.Combine(_host.Inputs("one").BundlePath, "rootfs.copying", "half")).FullName;

        var rootfs = await _host.AcquireAsync("one", "copy");

        Directory.GetFileSystemEntries(rootfs).Should().Equal($"{rootfs}/file");
        Directory.Exists(copying).Should().BeFalse();
        await _host.ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_by_copy_never_replaces_what_an_overlay_holds()
    {
        var written = Directory.CreateDirectory(Path.Combine(_host.Inputs("one").BundlePath, "layer", "upper", "written")).FullName;

        var acquire = () => _host.AcquireAsync("one", "copy");

        await acquire.Should().ThrowAsync<HostResourceException>().WithMessage("*container one could not be made*");
        Directory.Exists(written).Should().BeTrue();
        await _host.ReleaseAsync("one");
    }

    private static string Describe(string root, string[] names) =>
        Host.Run("sh", ["-c", "cd \"$1\" && shift && stat -c '%n %F %u:%g %a %h %t:%T %y' \"$@\"", "sh", root, .. names]);
}
