using Youki.Runtime.Native;
using Youki.Runtime.Tests.Native;
using Youki.Runtime.Tests.Rootless;
using Youki.Runtime.Tests.Specs;
using Youki.Runtime.Volumes;

namespace Youki.Runtime.Tests.Volumes;

public sealed class ImageVolumesProviderTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly ImageVolumesProvider _provider = new(MappedFilesForTests.Make());

    public ImageVolumesProviderTests() => _temporary.MakeDirectory("bundle/rootfs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Acquire_copies_what_the_image_has_at_the_path()
    {
        _temporary.Write("bundle/rootfs/data/sub/file", "image");
        File.SetUnixFileMode(_temporary["bundle/rootfs/data"], (UnixFileMode)0b111_000_101);

        var resource = await AcquireAsync("/data");

        resource!.Data.Should().BeEquivalentTo(new Dictionary<string, string> { ["0"] = "/data" });
        File.ReadAllText(_temporary["bundle/volumes/0/sub/file"]).Should().Be("image");
        File.GetUnixFileMode(_temporary["bundle/volumes/0"]).Should().Be((UnixFileMode)0b111_000_101);
        File.GetUnixFileMode(_temporary["bundle/volumes"]).Should().Be((UnixFileMode)0b111_000_000);
    }

    [Fact]
    public async Task Acquire_of_a_path_that_is_missing_makes_it_for_all_to_enter()
    {
        await AcquireAsync("/srv/data");

        File.GetUnixFileMode(_temporary["bundle/volumes/0"]).Should().Be((UnixFileMode)0b111_101_101);
        Directory.Exists(_temporary["bundle/rootfs/srv/data"]).Should().BeTrue();
    }

    [Fact]
    public async Task Acquire_again_keeps_what_the_container_wrote()
    {
        _temporary.Write("bundle/rootfs/data/file", "image");
        await AcquireAsync("/data");
        _temporary.Write("bundle/volumes/0/file", "container");

        await AcquireAsync("/data");

        File.ReadAllText(_temporary["bundle/volumes/0/file"]).Should().Be("container");
    }

    [Fact]
    public async Task Acquire_after_a_half_copy_makes_it_whole()
    {
        _temporary.Write("bundle/rootfs/data/file", "image");
        _temporary.Write("bundle/volumes/0.new/half", "");

        await AcquireAsync("/data");

        _temporary.ReadNames("bundle/volumes").Should().Equal("0\0");
        _temporary.ReadNames("bundle/volumes/0").Should().Equal("file\0");
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("/../../../outside")]
    public async Task Acquire_never_follows_a_link_to_the_host(string target)
    {
        _temporary.Write("outside/secret", "host");
        _temporary.Write("bundle/rootfs/outside/file", "image");
        _temporary.Link("bundle/rootfs/data", target == "../../outside" ? target : _temporary["outside"] + "/../outside");

        await AcquireAsync("/data");

        _temporary.ReadNames("bundle/volumes/0").Should().NotContain("secret\0");
    }

    [Theory]
    [InlineData("/proc")]
    [InlineData("proc/1/attr")]
    [InlineData("/")]
    [InlineData("../sys")]
    [InlineData("/dev/shm")]
    public async Task Acquire_where_links_lead_to_the_kernels_files_throws(string target)
    {
        _temporary.Link("bundle/rootfs/data", target);

        var acquire = () => AcquireAsync("/data");

        await acquire.Should().ThrowAsync<ImageFormatException>().WithMessage("*Volumes*'/data'*links lead to*");
    }

    [Fact]
    public async Task Acquire_where_a_file_is_at_the_path_throws()
    {
        _temporary.Write("bundle/rootfs/data", "file");

        var acquire = () => AcquireAsync("/data");

        await acquire.Should().ThrowAsync<ImageFormatException>().WithMessage("*no directory*");
    }

    [Fact]
    public async Task Acquire_without_volumes_takes_nothing()
    {
        (await AcquireAsync()).Should().BeNull();

        Directory.Exists(_temporary["bundle/volumes"]).Should().BeFalse();
    }

    [Fact]
    public async Task Release_deletes_them_and_may_be_called_again()
    {
        await AcquireAsync("/data");
        var record = new HostResourceRecord { Kind = "image-volumes", Scope = ResourceScope.Container, ContainerId = ContainerId.Parse("web"), BundlePath = _temporary["bundle"] };

        await _provider.ReleaseAsync(record, Token);
        await _provider.ReleaseAsync(record, Token);

        Directory.Exists(_temporary["bundle/volumes"]).Should().BeFalse();
    }

    private async Task<HostResource?> AcquireAsync(params string[] volumes) => await _provider.AcquireAsync(
        SampleInputs.From(new ImageConfig { Volumes = volumes }) with { BundlePath = _temporary["bundle"], RootfsPath = _temporary["bundle/rootfs"] }, Token);
}
