using System.Diagnostics;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;
using Youki.Runtime.Tests.Images.Layers;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.IntegrationTests.Images.Layers;

/// <summary>What only root can unpack, and what overlayfs makes of it.</summary>
public sealed class PrivilegedLayerTests : IDisposable
{
    // VFS_CAP_REVISION_2 with CAP_NET_BIND_SERVICE, permitted and effective.
    private static readonly byte[] Capability = Convert.FromHexString("0100000200040000000000000000000000000000");

    private readonly LayerUnpacking _unpacking = new();
    private readonly TemporaryDirectory _temporary = new();

    public PrivilegedLayerTests() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");

    public void Dispose()
    {
        _unpacking.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Owners_modes_and_capabilities_are_those_of_the_archive()
    {
        var xattrs = new Dictionary<string, byte[]> { ["security.capability"] = Capability, ["user.note"] = [0, 10, 255], ["security.selinux"] = [1], ["trusted.overlay.metacopy"] = [] };
        await _unpacking.RunAsync(new LayerBuilder()
            .Directory("dir", "3775", 1000, 4_000_000_000)
            .File("dir/ping", "x", "4755", 12345, 54321, xattrs: xattrs)
            .Symlink("dir/link", "ping", 7, 8)
            .ToTar());

        Status("dir").Should().BeEquivalentTo(new { Uid = 1000u, Gid = 4_000_000_000u, Permissions = Convert.ToInt32("3775", 8) });
        Status("dir/ping").Should().BeEquivalentTo(new { Uid = 12345u, Gid = 54321u, Permissions = Convert.ToInt32("4755", 8) });
        Status("dir/link").Should().BeEquivalentTo(new { Uid = 7u, Gid = 8u });
        using var file = Descriptor.OpenFile(Path.Combine(_unpacking.FileSystem, "dir/ping"), OpenFlags.ReadOnly);
        ExtendedAttributes.Get(file, "security.capability\0"u8.ToArray()).Should().Equal(Capability);
        ExtendedAttributes.Get(file, "user.note\0"u8.ToArray()).Should().Equal(0, 10, 255);
        ExtendedAttributes.List(file).Select(name => RawName.ToText(name)).Should().BeEquivalentTo("security.capability", "user.note");
    }

    [Fact]
    public async Task Devices_are_made()
    {
        await _unpacking.RunAsync(new LayerBuilder().CharacterDevice("null", 1, 3).BlockDevice("loop", 7, 0).CharacterDevice("large", 10, 200, "600").ToTar());

        _unpacking.Tree.Should().Equal("c 600 large 10:200", "b 660 loop 7:0", "c 666 null 1:3");
    }

    [Fact]
    public async Task An_overlay_shows_what_the_layer_leaves_of_the_layer_below()
    {
        foreach (var path in new[] { "kept/old", "hidden/old", "replaced/old", "link-target/f" })
        {
            _temporary.Write($"lower/{path}", "old");
        }

        _temporary.Write("lower/gone", "old");
        await _unpacking.RunAsync(new LayerBuilder()
            .Whiteout("gone").Whiteout("link-target")
            .Directory("kept").File("kept/new", "new")
            .Directory("hidden").Opaque("hidden").File("hidden/new", "new")
            .Whiteout("replaced").Directory("replaced").File("replaced/new", "new")
            .ToTar());

        Merged().Should().Equal(
            "d 755 hidden", "f 644 hidden/new new",
            "d 755 kept", "f 644 kept/new new", "f 644 kept/old old",
            "d 755 replaced", "f 644 replaced/new new");
    }

    [Fact]
    public async Task A_full_disk_is_an_error_of_the_host_and_says_what_to_do()
    {
        using var small = new Tmpfs(Path.Combine(_unpacking.FileSystem, "small"), "size=1m");
        using var target = Descriptor.OpenDirectory(Path.Combine(_unpacking.FileSystem, "small"));
        var content = new byte[4 << 20];
        new Random(1).NextBytes(content);

        var run = () => _unpacking.RunAsync(TestLayer.Of(new LayerBuilder().File("big", content).ToTar(), Youki.Runtime.TestImages.LayerCompression.Gzip), job => job with { Target = target });

        var error = (await run.Should().ThrowAsync<HostResourceException>()).WithMessage("*No space left on device*Make room*").Which;
        error.Kind.Should().Be("disk");
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("/usr/share/perl5")]
    public async Task A_tree_of_the_host_comes_out_as_GNU_tar_unpacks_it(string tree)
    {
        Assert.SkipUnless(Directory.Exists(tree), $"needs {tree}");
        var archive = _temporary["archive.tar"];
        Host.Run("tar", "--create", $"--file={archive}", "--format=pax", "--sort=name", "--xattrs", $"--directory={tree}", ".");
        var expected = _temporary.MakeDirectory("expected");
        Host.Run("tar", "--extract", $"--file={archive}", "--same-owner", "--preserve-permissions", "--xattrs", "--xattrs-include=*", $"--directory={expected}");

        await _unpacking.RunAsync(File.ReadAllBytes(archive), Youki.Runtime.TestImages.LayerCompression.Zstd);

        Facts(_unpacking.FileSystem).Should().Be(Facts(expected));
        Host.Run("diff", "--recursive", "--no-dereference", "--brief", expected, _unpacking.FileSystem).Should().BeEmpty();
        using var layer = Descriptor.OpenDirectory(_unpacking.FileSystem);
        LayerVerifier.Verify(layer, File.OpenRead(_unpacking.Manifest), TestContext.Current.CancellationToken).Should().BeEmpty();
    }

    // Of every file: mode, owner, kind, links, time to the nanosecond, size where it means something, target, path.
    private static string Facts(string directory) => Host.Run(
        "sh", "-c", @"cd ""$1"" && find . \( -type d -printf '%M %U:%G %T@ %p\n' \) -o -printf '%M %U:%G %n %T@ %s %l %p\n' | LC_ALL=C sort", "sh", directory);

    private FileStatus Status(string path) => FileMetadata.TryOf(Path.Combine(_unpacking.FileSystem, path))!.Value;

    private IReadOnlyList<string> Merged()
    {
        var merged = _temporary.MakeDirectory("merged");
        Host.Run("mount", "-t", "overlay", "-o", $"ro,lowerdir={_unpacking.FileSystem}:{_temporary["lower"]}", "overlay", merged);
        try
        {
            return TreeText.Of(merged);
        }
        finally
        {
            Host.Run("umount", merged);
        }
    }
}
