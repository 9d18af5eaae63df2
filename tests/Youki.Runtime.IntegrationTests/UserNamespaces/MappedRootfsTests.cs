using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.UserNamespaces;

public sealed class MappedRootfsTests : IDisposable
{
    private static readonly IdMappings Mappings = new()
    {
        Uids = [new LinuxIdMapping { ContainerId = 0, HostId = 500_000, Size = 1000 }],
        Gids = [new LinuxIdMapping { ContainerId = 0, HostId = 600_000, Size = 1000 }],
    };

    private readonly RootfsHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Acquire_shows_owners_as_the_container_s_ids_and_leaves_the_image_alone()
    {
        var file = _host.Write("dir/file", "image");
        Host.Run("chown", "5:6", file);
        Host.Run("setcap", "cap_net_raw+ep", file);
        Host.Run("chown", "2000:2000", _host.Write("unmapped", "image"));

        var rootfs = await AcquireAsync();

        Owner(rootfs).Should().Be("500000:600000");
        Owner($"{rootfs}/dir/file").Should().Be("500005:600006");
        Owner($"{rootfs}/unmapped").Should().Be("65534:65534");
        Owner(file).Should().Be("5:6");
        await _host.ReleaseAsync("one");
        _host.BundleEntries("one").Should().BeEmpty();
    }

    [Fact]
    public async Task Acquire_by_copy_shows_the_same()
    {
        _host.RefuseOverlays();
        var file = _host.Write("dir/file", "image");
        Host.Run("chown", "5:6", file);
        Host.Run("setcap", "cap_net_raw+ep", file);
        Host.Run("chown", "2000:2000", _host.Write("unmapped", "image"));

        var rootfs = await AcquireAsync();

        Owner(rootfs).Should().Be("500000:600000");
        Owner($"{rootfs}/dir/file").Should().Be("500005:600006");
        Owner($"{rootfs}/unmapped").Should().Be("65534:65534");
        Host.Run("getcap", "-n", $"{rootfs}/dir/file").Should().EndWith("[rootid=500000]");
        await _host.ReleaseAsync("one");
        _host.BundleEntries("one").Should().BeEmpty();
    }

    [Fact]
    public async Task Acquire_and_release_take_away_what_a_killed_process_left()
    {
        _host.Write("file", "image");
        var left = Directory.CreateDirectory($"{_host.Inputs("one").BundlePath}/rootfs.mapped").FullName;
        Host.Bind(_host.Image, left);
        Host.Bind(_host.Image, left);

        await AcquireAsync();

        _host.Mounts().Should().ContainSingle().Which.FileSystemType.Should().Be("overlay");
        Directory.CreateDirectory(left);
        Host.Bind(_host.Image, left);
        await _host.ReleaseAsync("one");
        _host.BundleEntries("one").Should().BeEmpty();
    }

    private async Task<string> AcquireAsync()
    {
        var inputs = _host.Inputs("one") with { Resources = new Dictionary<string, IReadOnlyDictionary<string, string>> { [IdMappings.ResourceKind] = Mappings.ToData() } };
        (await _host.Provider.AcquireAsync(inputs, TestContext.Current.CancellationToken)).Should().NotBeNull();
        return inputs.RootfsPath;
    }

    private static string Owner(string path) => UserNamespaceNode.OwnerOf(path);
}
