using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class DescriptorTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("absolute", "/file")]
    [InlineData("climbing", "../../../../../../file")]
    public void OpenAt_in_root_of_a_link_stays_inside(string link, string target)
    {
        var inside = _temporary.Write("root/file", "inside");
        _temporary.Link($"root/{link}", target);
        using var root = _temporary.OpenDirectory("root");

        using var opened = Descriptor.OpenAt(root, RawName.From(link), OpenFlags.PathOnly, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks);

        Descriptor.RealPath(opened).Should().Be(inside);
    }

    [Fact]
    public void OpenAt_of_a_missing_name_names_it()
    {
        using var root = _temporary.OpenDirectory(".");

        var open = () => Descriptor.OpenAt(root, RawName.From("missing"), OpenFlags.ReadOnly, ResolveFlags.InRoot);

        open.Should().Throw<NativeException>().WithMessage("*'missing'*").Which.Number.Should().Be(Errno.ENOENT);
    }

    [Fact]
    public void Last_for_a_descriptor_keeps_the_error_of_the_call()
    {
        using var file = File.OpenHandle(_temporary.Write("file", ""));

        var read = () => DirectoryReader.ReadSome(file);

        read.Should().Throw<NativeException>().WithMessage($"*'{_temporary["file"]}'*").Which.Number.Should().Be(Errno.ENOTDIR);
    }
}
