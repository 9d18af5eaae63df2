using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class MountTableTests
{
    // The lines of proc_pid_mountinfo(5), of kernel 6.18 and of kernel 6.1.
    private const string Table = """
        36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        24 1 253:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw,discard,resv_strict
        90 24 0:41 / /a/b\040c\011d\012e\134f\043g rw,relatime - overlay youki-web rw,lowerdir=/i:\054x,upperdir=/u,workdir=/w,uuid=on
        91 90 0:42 / /stacked rw - tmpfs first rw
        92 91 0:43 / /stacked rw - tmpfs second rw
        93 92 0:44 / /nameless rw -  tmpfs

        nonsense
        94 1 0:4 / /cut rw
        """;

    [Fact]
    public void Parse_reads_lines_with_and_without_optional_fields()
    {
        var entries = MountTable.Parse(Encoding.UTF8.GetBytes(Table));

        entries[0].Should().BeEquivalentTo(new { Id = 36, MountPoint = "/mnt2", FileSystemType = "ext3", Source = "/dev/root", Propagation = new[] { "master:1" } });
        entries[1].Propagation.Should().Equal("shared:1", "master:2");
        entries[2].Propagation.Should().BeEmpty();
    }

    [Fact]
    public void Parse_of_escapes_gives_the_path()
    {
        var entries = MountTable.Parse(Encoding.UTF8.GetBytes(Table));

        entries.Single(entry => entry.Source == "youki-web").MountPoint.Should().Be("/a/b c\td\ne\\f#g");
    }

    [Fact]
    public void Parse_keeps_the_order_of_stacked_mounts()
    {
        var entries = MountTable.Parse(Encoding.UTF8.GetBytes(Table));

        entries.Where(entry => entry.MountPoint == "/stacked").Select(entry => entry.Source).Should().Equal("first", "second");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("94 1 0:4 / /cut rw")]
    [InlineData("x 1 0:4 / /m rw - tmpfs none rw")]
    public void Parse_of_what_is_no_line_leaves_it_out(string line) => MountTable.Parse(Encoding.UTF8.GetBytes(line)).Should().BeEmpty();

    [Theory]
    [InlineData(@"/a\9", @"/a\9")]
    [InlineData(@"/a\777b", @"/a\777b")]
    [InlineData(@"/a\", @"/a\")]
    public void Parse_of_what_is_no_escape_keeps_it(string written, string expected) =>
        MountTable.Parse(Encoding.UTF8.GetBytes($"1 1 0:4 / {written} rw - tmpfs none rw")).Single().MountPoint.Should().Be(expected);

    [Fact]
    public void At_finds_what_this_process_sees()
    {
        MountTable.At("/proc")!.FileSystemType.Should().Be("proc");
        MountTable.At("/no/such/mount").Should().BeNull();
    }
}
