using System.Text;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>Archives made by hand: what each dialect may hold, and what none may.</summary>
public sealed class TarParserTests
{
    [Fact]
    public void MoveNext_of_v7_takes_a_name_with_a_slash_for_a_directory()
    {
        var archive = new TarBuilder().Add(V7("dir/", '\0')).Add(V7("file", '\0'), "x"u8).Build();

        var entries = TarText.Read(archive);

        entries.Select(entry => entry.Kind).Should().Equal(TarKind.Directory, TarKind.Regular);
    }

    [Fact]
    public void MoveNext_of_v7_takes_no_prefix()
    {
        var archive = new TarBuilder().Add(V7("file", '0') with { Prefix = Bytes("junk") }).Build();

        TarText.ReadOne(archive).Path.Should().Be("file");
    }

    [Fact]
    public void MoveNext_of_ustar_joins_prefix_and_name()
    {
        var archive = new TarBuilder().Add(new() { Name = Bytes("file"), Prefix = Bytes("some/dir") }).Build();

        TarText.ReadOne(archive).Path.Should().Be("some/dir/file");
    }

    [Fact]
    public void MoveNext_of_gnu_takes_no_prefix()
    {
        var archive = new TarBuilder().Add(new() { Name = Bytes("file"), Prefix = Bytes("12345678901"), Magic = TarHeaderFields.GnuMagic }).Build();

        TarText.ReadOne(archive).Path.Should().Be("file");
    }

    [Theory]
    [InlineData('7', "Regular")]
    [InlineData('1', "HardLink")]
    [InlineData('2', "SymbolicLink")]
    [InlineData('3', "CharacterDevice")]
    [InlineData('4', "BlockDevice")]
    [InlineData('5', "Directory")]
    [InlineData('6', "Fifo")]
    public void MoveNext_knows_the_type(char type, string expected)
    {
        var archive = new TarBuilder().Add(new() { Name = Bytes("entry"), Type = type, Target = Bytes("target"), Major = 8, Minor = 1 }).Build();

        TarText.ReadOne(archive).Kind.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData('V', "'V'")]
    [InlineData('M', "'M'")]
    [InlineData('D', "'D'")]
    [InlineData('s', "'s'")]
    [InlineData('\u0001', "0x01")]
    public void MoveNext_refuses_other_types_by_name(char type, string name) =>
        Refused(new TarBuilder().Add(new() { Name = Bytes("entry"), Type = type }).Build(), $"entry 1 ('entry') is of type {name}*");

    [Fact]
    public void MoveNext_skips_content_that_was_not_read()
    {
        var archive = new TarBuilder().Add(File("a"), new byte[1000]).Add(File("b"), "b"u8).Build();
        using var input = new StreamTarInput(new MemoryStream(archive));
        var parser = new TarParser(input, 10);

        parser.MoveNext();
        parser.MoveNext();

        Encoding.Latin1.GetString(parser.Entry.Path.Span).Should().Be("b");
    }

    [Fact]
    public void MoveNext_gives_content_of_links_no_place()
    {
        var archive = new TarBuilder().Add(new() { Name = Bytes("link"), Type = '1', Target = Bytes("a"), Size = 5000 }).Add(File("b")).Build();

        TarText.Read(archive).Select(entry => entry.Path).Should().Equal("link", "b");
    }

    [Fact]
    public void MoveNext_accepts_a_checksum_of_signed_bytes()
    {
        var archive = new TarBuilder().Add(new() { Name = [0xE9, 0xFF], SignedChecksum = true }).Build();

        TarText.ReadOne(archive).Path.Should().Be("\u00E9\u00FF");
    }

    [Fact]
    public void MoveNext_refuses_a_wrong_checksum()
    {
        var archive = new TarBuilder().Add(File("a")).Build();
        archive[3] ^= 1;

        Refused(archive, "entry 1 has a header with a wrong checksum*");
    }

    [Fact]
    public void MoveNext_refuses_text() => Refused(Bytes(new string('x', 2048)), "entry 1 has a header with a wrong checksum, or is no tar header at all");

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(1535)]
    public void MoveNext_refuses_an_archive_that_ends_in_the_middle(int length) =>
        Refused(new TarBuilder().Add(File("a"), new byte[1024]).Build()[..length], "entry 1*cut off*");

    [Fact]
    public void MoveNext_accepts_an_archive_without_an_end() => TarText.ReadOne(new TarBuilder().Add(File("a"), "x"u8).BuildWithoutEnd()).Content.Should().Be("x");

    [Fact]
    public void MoveNext_accepts_an_archive_that_ends_with_the_content_of_its_last_entry() =>
        TarText.ReadOne(new TarBuilder().Add(File("a"), "xyz"u8).Build()[..(512 + 3)]).Content.Should().Be("xyz");

    [Theory]
    [InlineData(512 + 2)]
    [InlineData(512 + 4)]
    public void MoveNext_refuses_an_archive_that_ends_in_content_or_padding(int length) =>
        Refused(new TarBuilder().Add(File("a"), "xyz"u8).Build()[..length], "entry 1*cut off*");

    [Fact]
    public void MoveNext_accepts_a_single_block_of_zeros_at_the_end() =>
        TarText.Read(new TarBuilder().Add(File("a")).Content(new byte[512]).BuildWithoutEnd()).Should().HaveCount(1);

    [Fact]
    public void MoveNext_of_nothing_is_the_end() => TarText.Read([]).Should().BeEmpty();

    [Fact]
    public void MoveNext_refuses_an_entry_after_a_block_of_zeros() =>
        Refused(new TarBuilder().Content(new byte[512]).Add(File("a")).Build(), "entry 0 follows a block of zeros*");

    [Fact]
    public void MoveNext_looks_at_nothing_behind_the_end() =>
        TarText.Read([.. new TarBuilder().Add(File("a")).Build(), .. Bytes(new string('x', 700))]).Should().HaveCount(1);

    [Fact]
    public void MoveNext_refuses_more_headers_than_allowed()
    {
        var builder = new TarBuilder();
        for (var count = 0; count < 11; count++)
        {
            builder.Pax(("comment", "x"));
        }

        var read = () => TarText.Read(builder.Build(), maxHeaders: 10);

        read.Should().Throw<TarException>().WithMessage("entry 11 is one more than the limit of 10");
    }

    private static TarHeaderFields File(string name) => new() { Name = Bytes(name) };

    private static TarHeaderFields V7(string name, char type) => new() { Name = Bytes(name), Type = type, Magic = TarHeaderFields.NoMagic };

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static void Refused(byte[] archive, string message)
    {
        var read = () => TarText.Read(archive);

        read.Should().Throw<TarException>().WithMessage(message);
    }
}
