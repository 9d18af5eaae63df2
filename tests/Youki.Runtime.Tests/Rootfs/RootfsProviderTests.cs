using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;
using Youki.Runtime.Tests.Rootless;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class RootfsProviderTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly RootfsProvider _provider = new(new FakeImages(), MappedFilesForTests.Make(), NullLogger<RootfsProvider>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Acquire_without_privileges_copies_the_image()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "needs an ordinary user");
        _temporary.Write("image/file", "image");
        var inputs = Inputs();

        var resource = await _provider.AcquireAsync(inputs, Token);

        resource!.Data["method"].Should().Be("copy");
        File.ReadAllText(Path.Combine(inputs.RootfsPath, "file")).Should().Be("image");
        await ReleaseAsync(inputs);
        Directory.GetFileSystemEntries(inputs.BundlePath).Should().BeEmpty();
    }

    [Fact]
    public async Task Acquire_outside_the_bundle_throws()
    {
        _temporary.MakeDirectory("image");

        var acquire = async () => await _provider.AcquireAsync(Inputs() with { RootfsPath = _temporary["elsewhere"] }, Token);

        await acquire.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Acquire_without_a_bundle_names_the_container()
    {
        _temporary.MakeDirectory("image");
        var inputs = Inputs();
        Directory.Delete(inputs.BundlePath);

        var acquire = async () => await _provider.AcquireAsync(inputs, Token);

        (await acquire.Should().ThrowAsync<HostResourceException>().WithMessage($"*{inputs.ContainerId}*{inputs.BundlePath}*")).Which.ContainerId.Should().Be(inputs.ContainerId);
    }

    [Fact]
    public async Task Release_of_a_plain_directory_deletes_what_is_the_providers_alone()
    {
        var inputs = Inputs();
        _temporary.Write("bundle/rootfs/file", "1");
        _temporary.Write("bundle/rootfs.copying/file", "2");
        _temporary.Write("bundle/layer/upper/file", "3");
        _temporary.Write("bundle/rootfs.view/file", "5");
        _temporary.Write("bundle/config.json", "4");

        await ReleaseAsync(inputs);
        await ReleaseAsync(inputs);

        Directory.GetFileSystemEntries(inputs.BundlePath).Should().Equal(_temporary["bundle/config.json"]);
    }

    private SpecInputs Inputs() => SampleInputs.Inputs with
    {
        Config = new ContainerConfig { Image = $"dir:{_temporary["image"]}" },
        BundlePath = _temporary.MakeDirectory("bundle"),
        RootfsPath = _temporary["bundle/rootfs"],
    };

    private ValueTask ReleaseAsync(SpecInputs inputs) => _provider.ReleaseAsync(
        new HostResourceRecord { Kind = _provider.Kind, Scope = _provider.Scope, ContainerId = inputs.ContainerId, BundlePath = inputs.BundlePath }, Token);
}
