namespace Youki.Runtime.Tests.Architecture;

internal static class Violations
{
    /// <summary>Fails with every item, not only with the first.</summary>
    public static void ShouldBeNone(this IEnumerable<string> violations, string rule)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, $"{rule}, but:\n{string.Join('\n', found)}");
    }
}
