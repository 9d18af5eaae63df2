using Youki.Runtime.Files;

namespace Youki.Runtime.Tests.Files;

public sealed class PrivateDirectoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-private-").FullName;

    [Fact]
    public void Ensure_below_a_directory_that_others_may_write_to_is_refused()
    {
        var open = Directory.CreateDirectory(Path.Combine(_directory, "open")).FullName;
        File.SetUnixFileMode(open, (UnixFileMode)0x1FF);

        var ensure = () => PrivateDirectory.Ensure(Path.Combine(open, "bundles"), "BundleDirectory");

        ensure.Should().Throw<HostResourceException>().WithMessage($"*lies in '{open}'*chmod go-w*");
    }

    [Fact]
    public void Ensure_makes_a_directory_for_its_owner_alone()
    {
        var path = Path.Combine(_directory, "a/b");

        PrivateDirectory.Ensure(path, "BundleDirectory");

        File.GetUnixFileMode(path).Should().Be(PrivateDirectory.Mode);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
