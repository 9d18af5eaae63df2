using System.Text;
using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Tests.Cgroups;

public sealed class CgroupTextTests
{
    [Theory]
    [InlineData("4096\n", 4096ul)]
    [InlineData("18446744073709551615\n", ulong.MaxValue)]
    [InlineData("18446744073709551616\n", null)]
    [InlineData("max\n", null)]
    [InlineData("", null)]
    [InlineData("12 34\n", null)]
    [InlineData("-1\n", null)]
    [InlineData("\0\0", null)]
    public void Number_reads_one_or_none(string text, ulong? expected) => CgroupText.Number(Bytes(text)).Should().Be(expected);

    [Theory]
    [InlineData("anon", 1ul)]
    [InlineData("file", 2ul)]
    [InlineData("file_mapped", 3ul)]
    [InlineData("fil", null)]
    [InlineData("garbage", null)]
    [InlineData("last", 9ul)]
    public void ValueOf_takes_the_whole_name(string name, ulong? expected) =>
        CgroupText.ValueOf("anon 1\nfile 2\nfile_mapped 3\n\ngarbage x\nlast 9"u8, Bytes(name)).Should().Be(expected);

    [Theory]
    [InlineData("THAWED\n", false, false)]
    [InlineData("FREEZING\n", true, false)]
    [InlineData("FROZEN\n", true, true)]
    [InlineData("0\n", false, false)]
    [InlineData("1\n", true, false)]
    [InlineData("", false, false)]
    public void Freezing_is_told_from_frozen(string text, bool freezing, bool frozen)
    {
        CgroupText.IsFreezing(Bytes(text)).Should().Be(freezing);
        CgroupText.HasFrozen(Bytes(text)).Should().Be(frozen);
    }

    [Theory]
    [InlineData("populated 1\nfrozen 1\n", true)]
    [InlineData("populated 1\nfrozen 0\n", false)]
    [InlineData("populated 0\n", false)]
    public void Events_of_version_2_tell_what_has_frozen(string text, bool frozen) => CgroupText.HasFrozen(Bytes(text)).Should().Be(frozen);

    [Fact]
    public void Pressure_is_read()
    {
        var pressure = CgroupText.PressureOf("some avg10=14.04 avg60=38.15 avg300=27.57 total=7447927075\nfull avg10=0.00 avg60=0.10 avg300=0.01 total=12\n"u8);

        pressure.Should().Be(new Pressure(new(14.04, 38.15, 27.57, TimeSpan.FromTicks(74479270750)), new(0, 0.1, 0.01, TimeSpan.FromTicks(120))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("some avg10=1.00 avg60=2.00 total=7\n")]
    [InlineData("some avg10=1.x avg60=2.00 avg300=3.00 total=7\n")]
    [InlineData("none avg10=1.00 avg60=2.00 avg300=3.00 total=7\n")]
    public void Pressure_that_is_none_is_null(string text) => CgroupText.PressureOf(Bytes(text)).Should().BeNull();

    [Fact]
    public void Pressure_of_old_kernels_has_only_one_line() =>
        CgroupText.PressureOf("some avg10=1.00 avg60=2.00 avg300=3.00 total=7\n"u8).Should().Be(new Pressure(new(1, 2, 3, TimeSpan.FromTicks(70)), null));

    [Theory]
    [InlineData("254:0 rbytes=1", true)]
    [InlineData("254:0", false)]
    [InlineData("254:0 ", false)]
    [InlineData("254 rbytes=1", false)]
    [InlineData("Total 0", false)]
    [InlineData("99999999999:0 rbytes=1", false)]
    [InlineData("", false)]
    public void Device_lines_are_told_from_others(string line, bool expected) => CgroupText.TryDevice(Bytes(line), out _, out _, out _).Should().Be(expected);

    [Fact]
    public void Times_that_are_too_large_are_null()
    {
        CgroupText.Nanoseconds(ulong.MaxValue).Should().Be(TimeSpan.FromTicks((long)(ulong.MaxValue / 100)));
        CgroupText.Microseconds(ulong.MaxValue).Should().BeNull();
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
