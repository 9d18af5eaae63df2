namespace Youki.Runtime.Tool.Output;

/// <summary>A time span in words, rounded as docker does.</summary>
internal static class HumanTime
{
    private const int HoursPerDay = 24;
    private const int HoursPerWeek = 7 * HoursPerDay;
    private const int HoursPerMonth = 30 * HoursPerDay;
    private const int HoursPerYear = 365 * HoursPerDay;

    public static string Of(TimeSpan span)
    {
        var seconds = (long)Math.Max(0, span.TotalSeconds);
        var minutes = seconds / 60;
        var hours = (long)Math.Round(Math.Max(0, span.TotalHours), MidpointRounding.AwayFromZero);
        return (seconds, minutes, hours) switch
        {
            (< 1, _, _) => "Less than a second",
            (1, _, _) => "1 second",
            (< 60, _, _) => $"{seconds} seconds",
            (_, 1, _) => "About a minute",
            (_, < 60, _) => $"{minutes} minutes",
            (_, _, 1) => "About an hour",
            (_, _, < 2 * HoursPerDay) => $"{hours} hours",
            (_, _, < 2 * HoursPerWeek) => $"{hours / HoursPerDay} days",
            (_, _, < 2 * HoursPerMonth) => $"{hours / HoursPerWeek} weeks",
            (_, _, < 2 * HoursPerYear) => $"{hours / HoursPerMonth} months",
            _ => $"{hours / HoursPerYear} years",
        };
    }
}
