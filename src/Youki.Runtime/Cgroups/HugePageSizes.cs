namespace Youki.Runtime.Cgroups;

/// <summary>The sizes of huge pages that a cgroup counts, by the names of its files.</summary>
internal static class HugePageSizes
{
    private const string Prefix = "hugetlb.";

    /// <param name="directory">The cgroup's directory.</param>
    /// <param name="suffix">The end of the file that says how much is in use, such as <c>.current</c>.</param>
    public static IReadOnlyList<string> In(string directory, string suffix)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(directory, $"{Prefix}*{suffix}").Select(file => Path.GetFileName(file)[Prefix.Length..^suffix.Length]).Where(size => !size.Contains('.')).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
