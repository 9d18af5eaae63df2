using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

public sealed class LayerVerifierTests : IDisposable
{
    private readonly LayerUnpacking _unpacking = new();

    public void Dispose() => _unpacking.Dispose();

    [Fact]
    public async Task Verify_of_a_sound_layer_finds_nothing()
    {
        await UnpackAsync();

        Verify().Should().BeEmpty();
    }

    [Theory]
    [InlineData("rm etc/passwd", "'/etc/passwd' is missing.", "'/etc' has another time of change.")]
    [InlineData("rm -r etc", "'/etc' is missing.", "'/' has another time of change.")]
    [InlineData("touch -d @0 etc/new; touch -d @1700000000 etc", "'/etc/new' does not belong to the layer.")]
    [InlineData("mkdir zzz; touch -d @0 .", "'/zzz' does not belong to the layer.")]
    [InlineData("chmod 600 etc/passwd", "'/etc/passwd' has mode 0600 instead of 0644.")]
    [InlineData("chmod 700 etc", "'/etc' has mode 0700 instead of 0755.")]
    [InlineData("printf other > etc/passwd; touch -d @1700000000 etc/passwd", "'/etc/passwd' has 5 bytes instead of 6.")]
    [InlineData("printf 123456 > etc/passwd; touch -d @1700000000 etc/passwd", "'/etc/passwd' has another content.")]
    [InlineData("ln -sfn /tmp link; touch -h -d @1700000000 link; touch -d @0 .", "'/link' points elsewhere.")]
    [InlineData("rm link; mkdir link; touch -d @0 .", "'/link' is a directory now.")]
    [InlineData("rm -r etc; touch -d @1700000000 etc; touch -d @0 .", "'/etc' is no directory any more.")]
    [InlineData("rm gone; touch -d @0 .", "'/gone' is missing.")]
    [InlineData("cp -p one x; mv x two; touch -d @0 .", "'/one' is not linked with the names that it should share a file with.", "'/two' is not linked with the names that it should share a file with.")]
    public async Task Verify_names_what_was_changed(string script, params string[] problems)
    {
        await UnpackAsync();
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _unpacking.FileSystem })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0);

        Verify().Should().Equal(problems);
    }

    [Fact]
    public async Task Verify_sees_extended_attributes()
    {
        await UnpackAsync();
        using (var file = Descriptor.OpenFile(Path.Combine(_unpacking.FileSystem, "etc/passwd"), OpenFlags.ReadOnly))
        {
            ExtendedAttributes.TrySet(file, "user.more\0"u8.ToArray(), [1]).Should().Be(0);
        }

        Verify().Should().Equal("'/etc/passwd' has other extended attributes.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(100)]
    public async Task Verify_notices_a_damaged_manifest(int position)
    {
        await UnpackAsync();
        var manifest = File.ReadAllBytes(_unpacking.Manifest);
        manifest[position] ^= 0x40;
        File.WriteAllBytes(_unpacking.Manifest, manifest);

        Verify().Should().NotBeEmpty();
    }

    [Fact]
    public async Task Verify_notices_a_manifest_that_was_cut_off()
    {
        await UnpackAsync();
        File.WriteAllBytes(_unpacking.Manifest, File.ReadAllBytes(_unpacking.Manifest)[..^1]);

        Verify().Should().Equal("The manifest of the layer is damaged.");
    }

    private Task<LayerResult> UnpackAsync() => _unpacking.RunAsync(new LayerBuilder()
        .Directory("etc").File("etc/passwd", "inside")
        .Symlink("link", "/etc").Whiteout("gone").File("one", "1").HardLink("two", "one").ToTar());

    private IReadOnlyList<string> Verify()
    {
        using var layer = Descriptor.OpenDirectory(_unpacking.FileSystem);
        return LayerVerifier.Verify(layer, File.OpenRead(_unpacking.Manifest), TestContext.Current.CancellationToken);
    }
}
