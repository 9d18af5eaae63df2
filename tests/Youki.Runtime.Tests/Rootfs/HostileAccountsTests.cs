using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class HostileAccountsTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public HostileAccountsTests() => _temporary.MakeDirectory("root/etc");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("outside")]
    [InlineData("../../outside")]
    [InlineData("/../../outside")]
    public void Resolve_does_not_follow_a_link_out_of_the_root(string target)
    {
        _temporary.Write("outside", "host:x:1:1::/host:/bin/sh\n");
        _temporary.Link("root/etc/passwd", target == "outside" ? _temporary["outside"] : target);

        var resolve = () => Resolve("host");

        resolve.Should().Throw<ContainerConfigException>().WithMessage("*User 'host' is not in*");
    }

    [Fact]
    public void Resolve_follows_a_link_inside_the_root()
    {
        _temporary.Write("root/usr/passwd", "app:x:7:8::/home:/bin/sh\n");
        _temporary.Link("root/etc/passwd", "/usr/passwd");

        Resolve("app").Uid.Should().Be(7);
    }

    [Fact]
    public void Resolve_of_a_link_to_itself_throws()
    {
        _temporary.Link("root/etc/passwd", "passwd");

        Fails("*passwd*");
    }

    [Fact]
    public void Resolve_of_a_fifo_does_not_hang()
    {
        using (var etc = _temporary.OpenDirectory("root/etc"))
        {
            Entries.TryMakeNode(etc, "passwd\0"u8, FileKind.Fifo, Convert.ToInt32("644", 8), 0).Should().Be(0);
        }

        Fails("*no regular file*");
    }

    [Fact]
    public void Resolve_of_a_directory_throws()
    {
        _temporary.MakeDirectory("root/etc/group");

        Fails("*etc/group is no regular file*");
    }

    [Fact]
    public void Resolve_of_a_huge_file_does_not_read_it()
    {
        using (var file = File.Create(_temporary["root/etc/passwd"]))
        {
            file.SetLength(100_000_000);
        }

        Fails("*larger than*");
    }

    [Fact]
    public void Resolve_of_a_huge_line_throws()
    {
        _temporary.Write("root/etc/group", $"app:x:1:{new string('a', AccountFile.MaxLine)}\n");

        Fails("*a line of more than*");
    }

    [Fact]
    public void Resolve_of_bytes_that_are_no_text_skips_them()
    {
        File.WriteAllBytes(_temporary["root/etc/passwd"], [0xFF, 0, (byte)':', 0x80, (byte)'\n', .. "app:x:7:8::/home:/bin/sh\r\n"u8]);

        Resolve("app").Should().BeEquivalentTo(new { Uid = 7, Gid = 8, Home = "/home" });
    }

    private ContainerUser Resolve(string user) => AccountLookup.Resolve(user, _temporary["root"], "dir:/image");

    private void Fails(string message)
    {
        var resolve = () => Resolve("0");

        resolve.Should().Throw<ImageException>().WithMessage(message).Which.Image.Should().Be("dir:/image");
    }
}
