using System.Text;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Tar;

public sealed class TarWriterTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    public static TheoryData<string, string> Items() => new()
    {
        { "regular", "-rw-r--r-- 0/0               3 1970-01-01 00:00:00 etc/file" },
        { "directory", "drwxr-xr-x 1/2               0 2001-09-09 01:46:40 etc/" },
        { "symlink", "lrwxrwxrwx 0/0               0 1970-01-01 00:00:00 bin -> usr/bin" },
        { "hardlink", "hrw-r--r-- 0/0               0 1970-01-01 00:00:00 etc/other link to etc/file" },
        { "device", "crw-rw-rw- 0/0             1,3 1970-01-01 00:00:00 dev/null" },
        { "block", "brw-rw---- 0/6         259,65536 1970-01-01 00:00:00 dev/big" },
        { "fifo", "prw-r--r-- 0/0               0 1970-01-01 00:00:00 run/fifo" },
        { "setuid", "-rwsr-sr-t 0/0               0 1970-01-01 00:00:00 bin/su" },
        { "owner", "-rw-r--r-- 4294967294/2097152 0 1970-01-01 00:00:00 owner" },
        { "early", "-rw-r--r-- 0/0               0 1969-12-31 23:59:56 early" },
        { "late", "-rw-r--r-- 0/0               0 2001-09-09 01:46:40.000000001 late" },
    };

    [Theory]
    [MemberData(nameof(Items))]
    public async Task Gnu_tar_reads_every_kind(string kind, string line)
    {
        await WriteAsync(ItemOf(kind), kind == "regular" ? "abc"u8.ToArray() : []);

        Squeeze(await TarProgram.RunAsync("-tvf", _temporary["tar"], "--numeric-owner", "--full-time")).Should().Be(Squeeze(line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(155)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3000)]
    public async Task Names_of_any_length_are_whole(int length)
    {
        var flat = new string('n', length);
        var deep = string.Join('/', Enumerable.Repeat("directory0", (length / 11) + 1));
        await WriteAsync([Item(flat), Item(deep), Item("link") with { Kind = TarKind.SymbolicLink, LinkName = Encoding.ASCII.GetBytes(flat) }]);

        (await TarProgram.RunAsync("-tf", _temporary["tar"])).Should().Be($"{flat}\n{deep}\nlink\n");
        (await TarProgram.RunAsync("-tvf", _temporary["tar"])).Should().EndWith($"link -> {flat}\n");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Names_that_are_no_utf8_keep_their_bytes(int length)
    {
        var name = Enumerable.Repeat((byte)0xFF, length).ToArray();
        await WriteAsync([Item("x") with { Name = name }]);

        (await TarProgram.RunAsync("-tf", _temporary["tar"], "--quoting-style=literal")).Should().Be(new string('\u00FF', length) + "\n");
    }

    [Fact]
    public async Task Attributes_keep_their_bytes()
    {
        byte[] value = [1, 0, 0, 2, (byte)'\n', 0xFF, 0];
        await WriteAsync([Item("file") with { Attributes = [("user.binary"u8.ToArray(), value), ("user.a=b"u8.ToArray(), "c"u8.ToArray())] }]);

        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_temporary["tar"], TestContext.Current.CancellationToken));
        text.Should().Contain("36 SCHILY.xattr.user.binary=" + Encoding.Latin1.GetString(value) + "\n");
        (await TarProgram.RunAsync("-tvvf", _temporary["tar"], "--xattrs")).Should().Contain("x: 7 user.binary").And.Contain("user.a=b");
    }

    [Fact]
    public async Task Content_of_a_wrong_size_throws()
    {
        var writer = new TarWriter(new MemoryStream());
        await writer.BeginAsync(Item("file") with { Size = 3 }, TestContext.Current.CancellationToken);
        await writer.WriteAsync("ab"u8.ToArray(), TestContext.Current.CancellationToken);

        var begin = async () => await writer.BeginAsync(Item("next"), TestContext.Current.CancellationToken);
        var write = async () => await writer.WriteAsync("cd"u8.ToArray(), TestContext.Current.CancellationToken);

        await begin.Should().ThrowAsync<InvalidOperationException>();
        await write.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static TarItem Item(string name) => new() { Kind = TarKind.Regular, Name = Encoding.UTF8.GetBytes(name) };

    private static TarItem ItemOf(string kind) => kind switch
    {
        "regular" => Item("etc/file"),
        "directory" => Item("etc/") with { Kind = TarKind.Directory, Permissions = 0x1ED, Uid = 1, Gid = 2, Modified = new FileTime(1_000_000_000, 0) },
        "symlink" => Item("bin") with { Kind = TarKind.SymbolicLink, LinkName = "usr/bin"u8.ToArray(), Permissions = 0x1FF },
        "hardlink" => Item("etc/other") with { Kind = TarKind.HardLink, LinkName = "etc/file"u8.ToArray() },
        "device" => Item("dev/null") with { Kind = TarKind.CharacterDevice, Permissions = 0x1B6, Device = 0x103 },
        "block" => Item("dev/big") with { Kind = TarKind.BlockDevice, Permissions = 0x1B0, Gid = 6, Device = (259UL << 8) | (65536UL << 12) },
        "fifo" => Item("run/fifo") with { Kind = TarKind.Fifo },
        "setuid" => Item("bin/su") with { Permissions = 0xFED },
        "owner" => Item("owner") with { Uid = 4294967294, Gid = 2097152 },
        "early" => Item("early") with { Modified = new FileTime(-4, 0) },
        "late" => Item("late") with { Modified = new FileTime(1_000_000_000, 1) },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Squeeze(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private Task WriteAsync(TarItem item, byte[] content) => WriteAsync([item], content);

    private async Task WriteAsync(TarItem[] items, byte[]? content = null)
    {
        await using var file = File.Create(_temporary["tar"]);
        var writer = new TarWriter(file);
        foreach (var item in items)
        {
            await writer.WriteAsync(item, content ?? [], TestContext.Current.CancellationToken);
        }

        await writer.FinishAsync(TestContext.Current.CancellationToken);
    }
}
