using System.Text;
using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tests.Tool.Terminals;

public sealed class DetachFilterTests
{
    [Fact]
    public void Keys_end_what_is_passed_on()
    {
        var filter = new DetachFilter("ab"u8.ToArray());

        Pass(filter, "xyabz").Should().Be("xy");

        filter.IsDetached.Should().BeTrue();
    }

    [Fact]
    public void Keys_are_found_over_several_reads()
    {
        var filter = new DetachFilter("abc"u8.ToArray());

        Pass(filter, "xa").Should().Be("x");
        Pass(filter, "b").Should().Be("");
        Pass(filter, "c").Should().Be("");

        filter.IsDetached.Should().BeTrue();
    }

    [Fact]
    public void Beginning_that_leads_nowhere_is_passed_on()
    {
        var filter = new DetachFilter("ab"u8.ToArray());

        Pass(filter, "a").Should().Be("");
        Pass(filter, "x").Should().Be("ax");

        filter.IsDetached.Should().BeFalse();
    }

    [Fact]
    public void Keys_are_found_after_a_beginning_that_overlaps_them()
    {
        var filter = new DetachFilter("aab"u8.ToArray());

        Pass(filter, "aaab").Should().Be("a");

        filter.IsDetached.Should().BeTrue();
    }

    [Fact]
    public void Rest_is_what_was_held_back()
    {
        var filter = new DetachFilter("ab"u8.ToArray());
        Pass(filter, "xa").Should().Be("x");

        Encoding.ASCII.GetString(filter.Rest()).Should().Be("a");
    }

    [Fact]
    public void Without_keys_all_is_passed_on()
    {
        var filter = new DetachFilter([]);

        Pass(filter, "abc").Should().Be("abc");

        filter.IsDetached.Should().BeFalse();
    }

    private static string Pass(DetachFilter filter, string typed) => Encoding.ASCII.GetString(filter.Pass(Encoding.ASCII.GetBytes(typed)));
}
