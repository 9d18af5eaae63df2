using System.Text;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>What PAX and GNU put before, into and behind headers.</summary>
public sealed class TarExtensionTests
{
    [Fact]
    public void Pax_records_win_over_the_header()
    {
        var archive = new TarBuilder()
            .Pax(("path", "long/na\u00FFme"), ("linkpath", "ta\u00FErget"), ("uid", "4000000000"), ("gid", "70000"), ("mtime", "1700000000.123456789"), ("unknown", "x"))
            .Add(new() { Name = Bytes("short"), Type = '2', Target = Bytes("t"), Uid = 1, Modified = 5 })
            .Add(new() { Name = Bytes("next") }).Build();

        var entries = TarText.Read(archive);

        entries[0].Should().BeEquivalentTo(new { Path = "long/na\u00FFme", Target = "ta\u00FErget", Uid = 4000000000, Gid = 70000u, Modified = "1700000000.123456789" });
        entries[1].Should().BeEquivalentTo(new { Path = "next", Uid = 0, Modified = "0.000000000" });
    }

    [Fact]
    public void Pax_size_says_how_much_follows()
    {
        var archive = new TarBuilder().Pax(("size", "5")).Add(new() { Name = Bytes("a"), Size = 0 }, "12345"u8).Add(new() { Name = Bytes("b") }).Build();

        TarText.Read(archive).Select(entry => entry.Content).Should().Equal("12345", "");
    }

    [Theory]
    [InlineData("-12.5", "-13.500000000")]
    [InlineData("-1", "-1.000000000")]
    [InlineData("1.5", "1.500000000")]
    [InlineData("1.1234567899", "1.123456789")]
    [InlineData("0", "0.000000000")]
    public void Pax_times_have_fractions_and_signs(string text, string expected) =>
        TarText.ReadOne(new TarBuilder().Pax(("mtime", text)).Add(new() { Name = Bytes("a") }).Build()).Modified.Should().Be(expected);

    [Fact]
    public void Global_pax_records_hold_until_they_are_changed()
    {
        var archive = new TarBuilder()
            .Pax([("uid", "7"u8.ToArray())], global: true).Add(new() { Name = Bytes("a") })
            .Pax(("uid", "8")).Add(new() { Name = Bytes("b") })
            .Add(new() { Name = Bytes("c") })
            .Pax(("uid", "")).Add(new() { Name = Bytes("d"), Uid = 1 })
            .Build();

        TarText.Read(archive).Select(entry => entry.Uid).Should().Equal(7u, 8u, 7u, 1u);
    }

    [Fact]
    public void Attributes_are_bytes()
    {
        var archive = new TarBuilder().Pax([("SCHILY.xattr.security.capability", [1, 0, 0, 2, 10, 61, 0xFF]), ("LIBARCHIVE.xattr.user.a%3Db", "AP8"u8.ToArray())])
            .Add(new() { Name = Bytes("a") }).Build();

        TarText.ReadOne(archive).Attributes.Should().Be("security.capability=010000020A3DFF user.a=b=00FF");
    }

    [Theory]
    [InlineData("uid", "-1")]
    [InlineData("uid", "4294967295")]
    [InlineData("gid", "99999999999")]
    public void Ids_that_no_file_can_have_are_refused(string key, string value) => Refused(new TarBuilder().Pax((key, value)).Add(new() { Name = Bytes("a") }), $"entry 2 ('a') has a {key} of *");

    [Theory]
    [InlineData("uid", "x")]
    [InlineData("size", "1e3")]
    [InlineData("mtime", "now")]
    [InlineData("size", "99999999999999999999")]
    public void Values_that_are_no_numbers_are_refused(string key, string value) =>
        Refused(new TarBuilder().Pax((key, value)).Add(new() { Name = Bytes("a") }), $"entry 1 has a PAX record '{key}' with a value that is none");

    [Fact]
    public void Negative_sizes_are_refused() => Refused(new TarBuilder().Pax(("size", "-1")).Add(new() { Name = Bytes("a") }), "entry 2 ('a') has a size of -1 bytes");

    [Fact]
    public void Names_with_a_NUL_are_refused() => Refused(new TarBuilder().Pax(("path", "a\0b")).Add(new() { Name = Bytes("a") }), "entry 2 has a name with a NUL in it");

    [Theory]
    [InlineData("10 a=b\n")]
    [InlineData("x a=b\n")]
    [InlineData("6 a=b ")]
    [InlineData("0 a=b\n")]
    [InlineData("99999999999999999999 a=b\n")]
    [InlineData("-6 a=b\n")]
    public void Records_of_a_wrong_form_are_refused(string records) =>
        Refused(new TarBuilder().Add(new() { Name = Bytes("pax"), Type = 'x' }, Bytes(records)).Add(new() { Name = Bytes("a") }), "entry 1 has a PAX header that is not a list of records");

    [Fact]
    public void Pax_headers_above_a_mebibyte_are_refused() =>
        Refused(new TarBuilder().Pax(("comment", new string('x', 1024 * 1024))).Add(new() { Name = Bytes("a") }), "entry 1 has PAX records of * bytes; the limit is 1048576");

    [Fact]
    public void Too_many_attributes_are_refused() =>
        Refused(new TarBuilder().Pax([.. Enumerable.Range(0, 300).Select(number => ($"SCHILY.xattr.user.{number}", "x"))]).Add(new() { Name = Bytes("a") }), "entry 1 has more than 256 extended attributes*");

    [Fact]
    public void Attributes_above_64_KiB_are_refused() =>
        Refused(new TarBuilder().Pax(("SCHILY.xattr.user.a", new string('x', 70_000))).Add(new() { Name = Bytes("a") }), "entry 1 has more than 256 extended attributes*");

    [Fact]
    public void Long_names_of_GNU_are_taken()
    {
        var name = new byte[3000];
        name.AsSpan().Fill(0xEE);
        var archive = new TarBuilder().LongName('K', [.. Bytes("to/"), .. name]).LongName('L', name).Add(new() { Name = name[..100], Type = '2', Target = Bytes("x") }).Build();

        TarText.ReadOne(archive).Should().BeEquivalentTo(new { Path = Encoding.Latin1.GetString(name), Target = "to/" + Encoding.Latin1.GetString(name) });
    }

    [Fact]
    public void Long_names_above_64_KiB_are_refused() => Refused(new TarBuilder().LongName('L', new byte[70_000]).Add(new() { Name = Bytes("a") }), "entry 1 has a long name of 70001 bytes; the limit is 65536");

    [Fact]
    public void Numbers_of_base_256_are_taken()
    {
        var archive = new TarBuilder().Add(new()
        {
            Name = Bytes("a"),
            Patch = block =>
            {
                block.AsSpan(108, 8).Clear();
                (block[108], block[112], block[115]) = (0x80, 0x77, 0x01);
                block.AsSpan(136, 12).Fill(0xFF);
                block[147] = 0xFE;
            },
        }).Build();

        TarText.ReadOne(archive).Should().BeEquivalentTo(new { Uid = 0x7700_0001u, Modified = "-2.000000000" });
    }

    [Fact]
    public void Numbers_of_base_256_that_are_too_large_are_refused() =>
        Refused(new TarBuilder().Add(new() { Name = Bytes("a"), Patch = block => block.AsSpan(124, 12).Fill(0x9F) }), "entry 1*whose size is not a number");

    [Fact]
    public void Numbers_that_are_no_octal_are_refused() =>
        Refused(new TarBuilder().Add(new() { Name = Bytes("a"), Patch = block => block[126] = (byte)'9' }), "entry 1*whose size is not a number");

    [Theory]
    [InlineData("0,5,5000,3", "0+5 5000+3", "has a sparse map", false)]
    [InlineData("0,5,4,3", "", "out of order", true)]
    [InlineData("0,5,9999,3", "", "leaves the file", true)]
    [InlineData("0,5,5000,4", "", "does not fit its content", true)]
    [InlineData("0,5,5000", "", "half a piece", true)]
    public void Sparse_maps_of_0_1_are_checked(string map, string segments, string error, bool refused)
    {
        var builder = new TarBuilder().Pax(("GNU.sparse.size", "10000"), ("GNU.sparse.map", map), ("GNU.sparse.name", "real")).Add(new() { Name = Bytes("GNUSparseFile.0/real") }, "12345abc"u8);

        if (refused)
        {
            Refused(builder, $"entry 2*{error}*");
        }
        else
        {
            TarText.ReadOne(builder.Build()).Should().BeEquivalentTo(new { Path = "real", Size = 10000, Segments = segments, Content = "12345abc" });
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static void Refused(TarBuilder archive, string message)
    {
        var read = () => TarText.Read(archive.Build());

        read.Should().Throw<TarException>().WithMessage(message);
    }
}
