using Youki.Runtime.Tests.Native;
using Youki.Runtime.Tests.Specs;
using Youki.Runtime.Volumes.Mounting;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Tests.Volumes;

public sealed class EphemeralProviderTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly EphemeralProvider _provider = new(new MemoryFiles(new FileContents()), parent => new VolumeLocks(parent, TimeSpan.FromSeconds(10), TimeProvider.System));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Containers_of_one_pod_share_a_directory_by_its_name_and_leave_it_to_the_pod()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "gives directories to root");
        foreach (var directory in new[] { "pod", "one", "two" })
        {
            _temporary.MakeDirectory(directory);
        }

        var both = await Task.WhenAll(AcquireAsync("one"), AcquireAsync("two"));
        await _provider.ReleaseAsync(new() { Kind = _provider.Kind, Scope = _provider.Scope, ContainerId = ContainerId.Parse("one"), BundlePath = _temporary["one"] }, Token);

        both.Should().AllBe(_temporary["pod/volumes/shared"]);
        File.GetUnixFileMode(both[0]).Should().Be((UnixFileMode)0b111_111_111);
    }

    [Fact]
    public async Task Name_without_a_pod_is_told()
    {
        var acquire = () => _provider.AcquireAsync(Inputs("one") with { Pod = null }, Token).AsTask();

        await acquire.Should().ThrowAsync<MountException>().WithMessage("*'/x'*pod*'shared'*");
    }

    private async Task<string> AcquireAsync(string bundle) => (await _provider.AcquireAsync(Inputs(bundle), Token))!.Data["0"];

    private SpecInputs Inputs(string bundle)
    {
        var inputs = SampleInputs.Inputs;
        return inputs with
        {
            ContainerId = ContainerId.Parse(bundle),
            BundlePath = _temporary[bundle],
            Config = inputs.Config with { Mounts = [new EmptyDirMount { Name = "shared", Target = "/x" }] },
            Pod = new() { Id = PodId.Parse("pod"), Directory = _temporary["pod"], Namespaces = new Dictionary<string, string>(), Hostname = "pod", ShmPath = _temporary["pod"] },
        };
    }
}
