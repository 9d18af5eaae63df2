using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class PointInTimeTests
{
    [Theory]
    [InlineData("2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z")]
    [InlineData("2026-11-23T12:00:00.123456789+01:00", "2026-11-23T11:00:00.1234567Z")]
    [InlineData("2026-11-23T12:00Z", "2026-11-23T12:00:00Z")]
    [InlineData("2026-11-23T12:00:00", "2026-11-23T10:00:00Z")]
    [InlineData("2026-11-23", "2026-11-22T22:00:00Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("1795435200.5", "2026-11-23T12:00:00.5Z")]
    [InlineData("10m", "2026-11-23T11:50:00Z")]
    [InlineData("1h30m", "2026-11-23T10:30:00Z")]
    public void Parse_reads_a_time(string text, string expected) =>
        PointInTime.Parse(text, Clock()).UtcDateTime.Should().Be(DateTime.Parse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("2026-11-23T25:00:00Z")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public void Parse_other_text_throws(string text) => FluentActions.Invoking(() => PointInTime.Parse(text, Clock())).Should().Throw<FormatException>().WithMessage($"'{text}'*");

    private static FakeTimeProvider Clock()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        return time;
    }
}
