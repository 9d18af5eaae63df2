using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>Root file systems of images of many layers.</summary>
public sealed class LayeredRootfsTests : IDisposable
{
    private static readonly (string, string)[] Lowest = [("kept", "0"), ("changed", "0"), ("gone", "0"), ("dir/old", "0"), ("hidden/old", "0"), ("hidden/sub/old", "0")];
    private static readonly (string, string)[] Topmost = [("changed", "1"), ("-gone", ""), ("dir/new", "1"), ("!hidden", ""), ("hidden/new", "1")];

    private readonly RootfsHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("overlay")]
    [InlineData("copy")]
    [Trait("Host", "v2")]
    public async Task Acquire_shows_what_upper_layers_leave_of_lower_ones(string method)
    {
        if (method == "copy")
        {
            _host.RefuseOverlays();
        }

        var image = _host.Images.Add("app:1", new(), Layers().Add(Lowest).Add(Topmost).Paths);

        var rootfs = await _host.AcquireAsync("one", image, method);

        Content(rootfs).Should().Equal("changed=1", "dir/new=1", "dir/old=0", "hidden/new=1", "kept=0");
        await ReleaseAsync("one");
    }

    [Theory]
    [InlineData(128)]
    [InlineData(150)]
    [Trait("Host", "v2")]
    public async Task Acquire_of_many_layers_below_long_paths_mounts_once(int count)
    {
        // Names of 200 characters, 12 deep: longer than a page of options a hundred times over.
        _host.Bundles = _host.MakeDirectory(Deep("bundles"));
        var layers = new LayerDirectories(_host.MakeDirectory(Deep("images")));
        for (var layer = 0; layer < count; layer++)
        {
            layers.Add(($"of-{layer}", "x"), ("last", $"{layer}"));
        }

        var rootfs = await _host.AcquireAsync("one", _host.Images.Add("app:1", new(), layers.Paths));

        Directory.GetFiles(rootfs).Should().HaveCount(count + 1);
        File.ReadAllText($"{rootfs}/last").Should().Be($"{count - 1}");
        File.WriteAllText($"{rootfs}/last", "own");
        File.ReadAllText($"{layers.Paths[^1]}/last").Should().Be($"{count - 1}");
        _host.Mounts().Should().ContainSingle();
        await ReleaseAsync("one");
    }

    [Fact]
    [Trait("Host", "v2")]
    public async Task Acquire_for_two_containers_shares_the_layers_without_copying()
    {
        var image = _host.Images.Add("app:1", new(), Layers().Add(Lowest).Add(Topmost).Paths);

        var one = await _host.AcquireAsync("one", image);
        var two = await _host.AcquireAsync("two", image);
        var untouched = Directory.GetFileSystemEntries(Upper("one")).Concat(Directory.GetFileSystemEntries(Upper("two"))).ToList();
        File.WriteAllText($"{one}/kept", "one");
        File.Delete($"{one}/changed");

        untouched.Should().BeEmpty();
        Content(two).Should().Equal("changed=1", "dir/new=1", "dir/old=0", "hidden/new=1", "kept=0");
        Directory.GetFiles(Upper("two")).Should().BeEmpty();
        await ReleaseAsync("one", "two");
    }

    [Fact]
    public async Task Acquire_gives_the_root_owner_mode_attributes_and_time_of_the_topmost_layer()
    {
        var layers = Layers().Add(Lowest).Add(Topmost);
        Host.Run("chown", "12:34", layers.Paths[1]);
        Host.Run("chmod", "1751", layers.Paths[1]);
        Host.Run("touch", "-d", "2001-02-03T04:05:06Z", layers.Paths[1]);
        using (var top = Descriptor.OpenDirectory(layers.Paths[1]))
        {
            ExtendedAttributes.TrySet(top, "trusted.test\0"u8.ToArray(), "x"u8.ToArray()).Should().Be(0);
            ExtendedAttributes.TrySet(top, "trusted.overlay.opaque\0"u8.ToArray(), "y"u8.ToArray()).Should().Be(0);
        }

        var rootfs = await _host.AcquireAsync("one", _host.Images.Add("app:1", new(), layers.Paths));

        Host.Run("stat", "-c", "%u:%g %a %Y", rootfs).Should().Be("12:34 1751 981173106");
        using var root = Descriptor.OpenDirectory(rootfs);
        ExtendedAttributes.Get(root, "trusted.test\0"u8.ToArray()).Should().Equal("x"u8.ToArray());
        using var upper = Descriptor.OpenDirectory(Upper("one"));
        ExtendedAttributes.Get(upper, "trusted.overlay.opaque\0"u8.ToArray()).Should().BeNull();
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Acquire_by_copy_after_a_crash_with_the_view_still_mounted_makes_it_whole()
    {
        _host.RefuseOverlays();
        var layers = Layers().Add(Lowest).Add(Topmost);
        LeaveView("one", layers);

        var rootfs = await _host.AcquireAsync("one", _host.Images.Add("app:1", new(), layers.Paths), "copy");

        Content(rootfs).Should().Contain("changed=1").And.NotContain("gone=0");
        _host.BundleEntries("one").Should().Equal(rootfs);
        _host.Mounts().Should().ContainSingle("only the file system of the bundles is mounted");
        await ReleaseAsync("one");
    }

    [Fact]
    public async Task Release_after_a_crash_removes_the_view()
    {
        var layers = Layers().Add(Lowest).Add(Topmost);
        _host.Inputs("one");
        LeaveView("one", layers);

        await ReleaseAsync("one");

        _host.Mounts().Should().BeEmpty();
        File.ReadAllText($"{layers.Paths[0]}/kept").Should().Be("0");
    }

    [Fact]
    public async Task Acquire_without_layers_throws()
    {
        var acquire = () => _host.AcquireAsync("one", _host.Images.Add("app:1", new()));

        await acquire.Should().ThrowAsync<ImageFormatException>().WithMessage("*has no layers*");
    }

    [Fact]
    public async Task Acquire_of_a_missing_layer_names_it()
    {
        var image = _host.Images.Add("app:1", new(), [.. Layers().Add(Lowest).Paths, _host["missing"]]);

        var acquire = () => _host.AcquireAsync("one", image);

        await acquire.Should().ThrowAsync<ImageException>().WithMessage($"*its layer {_host["missing"]} cannot be opened*");
    }

    private LayerDirectories Layers() => new(_host.MakeDirectory("layers"));

    private string Upper(string id) => Path.Combine(_host.Bundles, id, "layer", "upper");

    private void LeaveView(string id, LayerDirectories layers)
    {
        var view = Directory.CreateDirectory(Path.Combine(_host.Inputs(id).BundlePath, "rootfs.view")).FullName;
        using var lower = Descriptor.OpenDirectory(layers.Paths[0]);
        using var upper = Descriptor.OpenDirectory(layers.Paths[1]);
        FileSystemMount.Overlay("youki-one", view, new OverlayLayers([lower, upper], null, null));
    }

    private async Task ReleaseAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await _host.ReleaseAsync(id);
            _host.BundleEntries(id).Should().BeEmpty();
        }
    }

    private static string Deep(string name) => string.Join('/', Enumerable.Repeat(name.PadRight(200, 'x'), 12));

    private static IEnumerable<string> Content(string root) => Directory.GetFiles(root, "*", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(root, file)}={File.ReadAllText(file)}").Order(StringComparer.Ordinal);
}
