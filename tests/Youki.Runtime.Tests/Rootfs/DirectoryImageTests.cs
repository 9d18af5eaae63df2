using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class DirectoryImageTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("nginx:latest", "*no absolute path*")]
    [InlineData("", "*no absolute path*")]
    [InlineData("DIR:/images", "*no absolute path*")]
    [InlineData("dir:", "*no absolute path*")]
    [InlineData("dir:images/debian", "*no absolute path*")]
    [InlineData("dir:/images\0/etc", "*no absolute path*")]
    public void Parse_of_what_is_no_absolute_directory_throws(string image, string message)
    {
        var parse = () => DirectoryImage.Parse(image);

        parse.Should().Throw<ImageException>().WithMessage(message).Which.Image.Should().Be(image);
    }

    [Fact]
    public void Parse_of_an_absolute_directory_gives_its_path() => DirectoryImage.Parse("dir:/images/a,b:c").Should().Be("/images/a,b:c");

    [Fact]
    public void Open_of_a_missing_directory_names_container_and_path()
    {
        var id = ContainerId.Parse("web");

        var open = () => DirectoryImage.Open($"dir:{_temporary["missing"]}", id);

        open.Should().Throw<ImageException>().WithMessage($"*no directory {_temporary["missing"]}*").Which.ContainerId.Should().Be(id);
    }

    [Fact]
    public void Open_of_a_file_throws()
    {
        var open = () => DirectoryImage.Open($"dir:{_temporary.Write("file", "")}");

        open.Should().Throw<ImageException>().WithMessage("*is not a directory*");
    }

    [Fact]
    public void Open_through_a_link_gives_the_directory_itself()
    {
        var directory = _temporary.MakeDirectory("image");
        var link = _temporary.Link("link", "image");

        using var image = DirectoryImage.Open($"dir:{link}");

        Descriptor.RealPath(image).Should().Be(directory);
    }
}
