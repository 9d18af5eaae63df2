using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>The same images, unpacked by the library, by umoci and by podman, are the same files in everything that can be asked of a file.</summary>
public sealed class DifferentialTests : IDisposable
{
    /// <summary>In small letters and short: podman makes a name of it, and takes no longer one than 50.</summary>
    private readonly string _directory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"youki-diff-{Guid.NewGuid().ToString("N")[..8]}")).FullName;

    private string Layout => $"{_directory}/layout";

    [Fact]
    public Task Busybox_is_unpacked_alike()
    {
        Assert.SkipUnless(Busybox.IsOnHost, "busybox-static is not installed");
        return CompareAsync(Busybox.Image().Build());
    }

    [Theory]
    [InlineData(LayerCompression.Gzip)]
    [InlineData(LayerCompression.None)]
    public Task Whiteouts_links_capabilities_and_devices_of_several_layers_are_unpacked_alike(LayerCompression compression) => CompareAsync(SampleImages.Everything(compression));

    [Fact]
    public async Task Debian_is_unpacked_alike() => await CompareAsync(await DebianImage.GetAsync());

    [Fact]
    public async Task Zstd_is_unpacked_as_gzip_is()
    {
        SkipUnlessRoot();
        await using var gzip = new StoreUnpacker($"{_directory}/gzip");
        await using var zstd = new StoreUnpacker($"{_directory}/zstd");

        var one = FileTreeReader.Read(await gzip.UnpackAsync(Write(SampleImages.Everything(LayerCompression.Gzip), "layout-gzip"), "1"));
        var other = FileTreeReader.Read(await zstd.UnpackAsync(Write(SampleImages.Everything(LayerCompression.Zstd), "layout-zstd"), "1"));

        one.ShouldEqual("gzip", other, "zstd");
    }

    [Theory]
    [InlineData("oci", "gzip")]
    [InlineData("oci", "zstd")]
    [InlineData("v2s2", "gzip")]
    public async Task What_skopeo_has_pushed_is_what_it_was(string format, string compression)
    {
        SkipUnlessRoot();
        ReferencePrograms.SkipUnlessOnHost("skopeo", "umoci", "docker-registry");
        Write(SampleImages.Everything(LayerCompression.None));
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Skopeo(
            "copy", "--quiet", "--dest-tls-verify=false", "--format", format, "--dest-compress", "--dest-compress-format", compression, $"oci:{Layout}:1", $"docker://{registry.Address}/a/b:1");
        await using var library = new StoreUnpacker($"{_directory}/library");
        await using var umoci = new UmociUnpacker($"{_directory}/umoci");

        var ours = FileTreeReader.Read(await library.UnpackAsync($"{registry.Address}/a/b:1"));
        var theirs = FileTreeReader.Read(await umoci.UnpackAsync(Layout, "1"));

        ours.ShouldEqual(library.Name, theirs, umoci.Name, umoci.IsKnown);
    }

    [Fact]
    public async Task Skopeo_reads_the_store_back()
    {
        SkipUnlessRoot();
        ReferencePrograms.SkipUnlessOnHost("skopeo", "umoci", "docker-registry");
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var image = SampleImages.Everything();
        var reference = await registry.PushAsync("a/b", "1", image, TestContext.Current.CancellationToken);
        await using var library = new StoreUnpacker($"{_directory}/library");
        await using var umoci = new UmociUnpacker($"{_directory}/umoci");
        var ours = FileTreeReader.Read(await library.UnpackAsync(reference));

        var inspected = await Skopeo("inspect", "--format", "{{.Digest}}", $"oci:{library.Store}:{reference}");
        await Skopeo("copy", "--quiet", $"oci:{library.Store}:{reference}", $"oci:{Layout}:1");
        var theirs = FileTreeReader.Read(await umoci.UnpackAsync(Layout, "1"));

        inspected.Should().Be(image.Digest.Value);
        ours.ShouldEqual(library.Name, theirs, umoci.Name, umoci.IsKnown);
    }

    [Theory]
    [InlineData("Mode", "chmod 4755 FILE")]
    [InlineData("Uid", "chown -h 7 LINK")]
    [InlineData("Gid", "chgrp 8 DIR")]
    [InlineData("Size", "echo more >> FILE")]
    [InlineData("Content", "printf X | dd of=FILE conv=notrunc status=none")]
    [InlineData("Content", "ln -sfn elsewhere LINK")]
    [InlineData("Links", "rm NAME")]
    [InlineData("SameAs", "rm NAME; echo > NAME; ln NAME DIR/other; ln FILE DIR/another")]
    [InlineData("ModifiedAt", "touch -hd @1.000000002 LINK")]
    [InlineData("Device", "rm DEV; mknod DEV c 1 4")]
    [InlineData("", "rm LINK")]
    public void Every_kind_of_difference_is_seen(string member, string change)
    {
        SkipUnlessRoot();
        string[] roots = [$"{_directory}/one", $"{_directory}/other"];
        foreach (var root in roots)
        {
            Host.Run("sh", "-c", $"mkdir -p {root}/DIR && cd {root} && echo file > FILE && ln FILE NAME && ln -s FILE LINK && mknod DEV c 1 3 && touch -hd @1.000000001 FILE LINK DEV DIR .");
        }

        var (one, before) = (FileTreeReader.Read(roots[0]), FileTreeReader.Read(roots[1]));
        Host.Run("sh", "-c", $"cd {roots[1]} && {change}");
        var other = FileTreeReader.Read(roots[1]);

        FileTreeComparison.Differences(one, before).Should().BeEmpty();
        FileTreeComparison.Differences(one, other).Select(difference => difference.Member).Should().Contain(member);
        ((Action)(() => one.ShouldEqual("one", other, "other"))).Should().Throw<Exception>().WithMessage("*differences between one (first) and other (second)*");
    }

    [Fact]
    public void Extended_attributes_are_seen()
    {
        Directory.CreateDirectory($"{_directory}/root");
        File.WriteAllText($"{_directory}/root/file", "");
        var before = FileTreeReader.Read($"{_directory}/root");
        using (var file = File.OpenHandle($"{_directory}/root/file"))
        {
            ExtendedAttributes.TrySet(file, "user.a\0"u8.ToArray(), [0, 1]).Should().Be(0);
        }

        var difference = FileTreeComparison.Differences(before, FileTreeReader.Read($"{_directory}/root")).Should().ContainSingle().Subject;
        difference.Should().Be(new FileDifference("file", nameof(FileFacts.Xattrs), "", "user.a=0001"));
    }

    public void Dispose() => FileTree.Delete(_directory, CancellationToken.None);

    private static void SkipUnlessRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "files of other owners need root");

    private static Task<string> Skopeo(params string[] arguments) => ReferencePrograms.RunAsync("skopeo", ["--insecure-policy", .. arguments]);

    /// <summary>Writes an image to a layout of its own under the tag 1; the layout's directory.</summary>
    private string Write(TestImage image, string name = "layout") =>
        new LayoutBuilder().Add("1", image).WriteTo($"{_directory}/{name}")["oci:".Length..];

    private async Task CompareAsync(TestImage image)
    {
        SkipUnlessRoot();
        ReferencePrograms.SkipUnlessOnHost("umoci", "podman");
        Write(image);
        await using var library = new StoreUnpacker($"{_directory}/library");
        var ours = FileTreeReader.Read(await library.UnpackAsync(Layout, "1"));

        foreach (var other in (IReferenceUnpacker[])[new UmociUnpacker($"{_directory}/umoci"), new PodmanUnpacker($"{_directory}/podman")])
        {
            await using (other)
            {
                var theirs = FileTreeReader.Read(await other.UnpackAsync(Layout, "1"));

                ours.ShouldEqual(library.Name, theirs, other.Name, other.IsKnown);
            }
        }
    }
}
