namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>The runtimes that every test of a container runs with.</summary>
public static class Runtimes
{
    public static TheoryData<string> All => ["youki", "runc"];

    /// <summary>Every runtime with every value.</summary>
    public static TheoryData<string, T> With<T>(params T[] values)
    {
        var rows = new TheoryData<string, T>();
        foreach (var value in values)
        {
            rows.Add("youki", value);
            rows.Add("runc", value);
        }

        return rows;
    }
}
