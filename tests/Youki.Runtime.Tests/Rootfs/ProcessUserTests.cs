using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class ProcessUserTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public ProcessUserTests() => _root.Write("etc/passwd", "root:x:0:0::/root:/bin/sh\nweb:x:1000:1001::/srv:/bin/sh\n");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("", null, 0)]
    [InlineData("web", null, 1000)]
    [InlineData("web", "0", 0)]
    [InlineData("4294967296", "5", 5)]
    [InlineData("7:8", null, 7)]
    public void Find_takes_the_configuration_before_the_image(string? image, string? config, uint expected) => Find(image, config).Uid.Should().Be(expected);

    [Theory]
    [InlineData("nobody")]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("a:b:c")]
    [InlineData("web:nogroup")]
    public void Find_of_a_bad_user_of_the_image_blames_the_image(string image)
    {
        var find = () => Find(image, null);

        find.Should().Throw<ImageFormatException>().WithMessage("Image 'app:1' cannot be used: of User in its configuration*Give ContainerConfig.User*");
    }

    [Fact]
    public void Find_of_a_bad_user_of_the_configuration_blames_the_configuration()
    {
        var find = () => Find("web", "nobody");

        find.Should().Throw<ContainerConfigException>();
    }

    private ContainerUser Find(string? image, string? config) => ProcessUser.Find(
        SampleInputs.From(new ImageConfig { User = image }, new() { Image = "app:1", User = config }) with { RootfsPath = _root.Path, User = null });
}
