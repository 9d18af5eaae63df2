using System.Globalization;
using System.Text;
using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

public sealed class LogTimeTests
{
    [Theory]
    [InlineData("2026-11-23T17:55:12.609726450+00:00", "2026-11-23T17:55:12.6097264Z")]
    [InlineData("2026-11-23T18:55:12.609726450+01:00", "2026-11-23T17:55:12.6097264Z")]
    [InlineData("2026-11-23T12:25:12.5-05:30", "2026-11-23T17:55:12.5Z")]
    [InlineData("2026-11-23T17:55:12Z", "2026-11-23T17:55:12Z")]
    [InlineData("2024-02-29T00:00:00.000000001Z", "2024-02-29T00:00:00Z")]
    [InlineData("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z")]
    public void TryParse_reads_a_time(string text, string expected)
    {
        LogTime.TryParse(Encoding.ASCII.GetBytes(text), out var ticks).Should().BeTrue();

        new DateTimeOffset(ticks, TimeSpan.Zero).Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-23T17:55:12")]
    [InlineData("2026-11-23 17:55:12Z")]
    [InlineData("2026-13-23T17:55:12Z")]
    [InlineData("2026-02-29T17:55:12Z")]
    [InlineData("2026-11-23T24:55:12Z")]
    [InlineData("2026-11-23T17:55:12.Z")]
    [InlineData("2026-11-23T17:55:12.1234567890Z")]
    [InlineData("2026-11-23T17:55:12.1")]
    [InlineData("2026-11-23T17:55:12+1:00")]
    [InlineData("2026-11-23T17:55:12+24:00")]
    [InlineData("0000-11-23T17:55:12Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("202x-11-23T17:55:12Z")]
    public void TryParse_other_text_is_false(string text) => LogTime.TryParse(Encoding.ASCII.GetBytes(text), out _).Should().BeFalse();
}
