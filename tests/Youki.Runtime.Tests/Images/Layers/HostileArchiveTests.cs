using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Images.Layers;

public sealed class HostileArchiveTests : IDisposable
{
    private readonly LayerUnpacking _unpacking = new();

    public static TheoryData<string> Accepted => [.. HostileArchives.All.Where(archive => archive.Error is null).Select(archive => archive.Name)];

    public static TheoryData<string> Refused => [.. HostileArchives.All.Where(archive => archive.Error is not null).Select(archive => archive.Name)];

    public void Dispose() => _unpacking.Dispose();

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task RunAsync_keeps_inside(string name)
    {
        var archive = HostileArchives.All.Single(archive => archive.Name == name);

        await _unpacking.RunAsync(archive.Layer.ToTar());

        _unpacking.Tree.Should().Equal(archive.Tree);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Verify_agrees_with_what_was_unpacked(string name)
    {
        await _unpacking.RunAsync(HostileArchives.All.Single(archive => archive.Name == name).Layer.ToTar());
        using var layer = Descriptor.OpenDirectory(_unpacking.FileSystem);

        var problems = LayerVerifier.Verify(layer, File.OpenRead(_unpacking.Manifest), TestContext.Current.CancellationToken);

        problems.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RunAsync_refuses(string name)
    {
        var archive = HostileArchives.All.Single(archive => archive.Name == name);

        var run = () => _unpacking.RunAsync(archive.Layer.ToTar());

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage($"*{archive.Error}*");
    }
}
