using System.Text;
using Youki.Runtime.Stats;

namespace Youki.Runtime.Tests.Stats;

public sealed class ProcessTextTests
{
    [Fact]
    public void Stat_with_a_hostile_name_is_read()
    {
        const string text = "12 (a) S 1 (b) R 7 12 12 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 3 0 4711 2465792 25 18446744073709551615 1 1\n";

        ProcessText.ParseStat(Encoding.ASCII.GetBytes(text)).Should().Be(
            new ProcessFields("a) S 1 (b", ProcessState.Running, 7, TimeSpan.FromSeconds(2), 3, 4711, 25L * Environment.SystemPageSize));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 (a")]
    [InlineData("12 (a) S")]
    [InlineData("12 (a) S 1 2 x")]
    public void Stat_that_is_none_is_null(string text) => ProcessText.ParseStat(Encoding.ASCII.GetBytes(text)).Should().BeNull();

    [Fact]
    public void Status_tells_the_number_inside_and_the_user()
    {
        var status = "Name:\tsh\nUid:\t0\t1000\t0\t0\nNSpid:\t4711\t12\t1\n"u8;

        ProcessText.ContainerPid(status).Should().Be(1);
        ProcessText.EffectiveUid(status).Should().Be(1000);
        ProcessText.ContainerPid("NSpid:\t4711\n"u8).Should().BeNull();
        ProcessText.EffectiveUid("Name:\tx\n"u8).Should().BeNull();
    }

    [Fact]
    public void Name_of_a_process_is_not_taken_for_its_user_or_number()
    {
        ProcessText.EffectiveUid("Name:\tUid:\t0\t0\nUid:\t1000\t1000\t1000\t1000\n"u8).Should().Be(1000);
        ProcessText.ContainerPid("Name:\tNSpid:\t7\t9\nNSpid:\t4711\t12\n"u8).Should().Be(12);
    }

    [Theory]
    [InlineData(100_000u, 0u)]
    [InlineData(100_999u, 999u)]
    [InlineData(101_000u, null)]
    [InlineData(5u, 1000u)]
    [InlineData(0u, null)]
    public void Users_are_mapped(uint outside, uint? inside) =>
        ProcessText.MapInside("         0     100000       1000\n      1000          5          1\n"u8, outside).Should().Be(inside);

    [Fact]
    public void Arguments_end_with_nul()
    {
        ProcessText.ParseArguments("/bin/sh\0-c\0echo a b\0"u8).Should().Equal("/bin/sh", "-c", "echo a b");
        ProcessText.ParseArguments([]).Should().BeEmpty();
    }
}
