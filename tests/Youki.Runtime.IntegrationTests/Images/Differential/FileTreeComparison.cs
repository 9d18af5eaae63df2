namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Says in which two trees differ.</summary>
internal static class FileTreeComparison
{
    private const int MaxTold = 40;

    /// <summary>Fails with the differences where there are any that nobody expects.</summary>
    /// <param name="actual">The tree that is judged.</param>
    /// <param name="actualName">What it is called in the message.</param>
    /// <param name="expected">The tree that it is compared with.</param>
    /// <param name="expectedName">What it is called in the message.</param>
    /// <param name="allowed">Whether a difference is a known one: by path, the member of <see cref="FileFacts"/>, the actual and the expected value. Null: none is.</param>
    public static void ShouldEqual(
        this IReadOnlyDictionary<string, FileFacts> actual, string actualName, IReadOnlyDictionary<string, FileFacts> expected, string expectedName, Func<FileDifference, bool>? allowed = null)
    {
        var differences = Differences(actual, expected).Where(difference => allowed?.Invoke(difference) is not true).ToList();
        if (differences.Count > 0)
        {
            Assert.Fail($"{differences.Count} differences between {actualName} (first) and {expectedName} (second):\n{string.Join('\n', differences.Take(MaxTold))}");
        }
    }

    public static IEnumerable<FileDifference> Differences(IReadOnlyDictionary<string, FileFacts> actual, IReadOnlyDictionary<string, FileFacts> expected)
    {
        foreach (var path in actual.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
        {
            var (one, other) = (actual.GetValueOrDefault(path), expected.GetValueOrDefault(path));
            if (one is null || other is null)
            {
                yield return new FileDifference(path, "", one is null ? "missing" : "present", other is null ? "missing" : "present");
                continue;
            }

            foreach (var (name, read) in Members)
            {
                if (read(one) != read(other))
                {
                    yield return new FileDifference(path, name, read(one), read(other));
                }
            }
        }
    }

    private static readonly (string Name, Func<FileFacts, string> Read)[] Members =
    [
        (nameof(FileFacts.Mode), facts => facts.Mode),
        (nameof(FileFacts.Uid), facts => $"{facts.Uid}"),
        (nameof(FileFacts.Gid), facts => $"{facts.Gid}"),
        (nameof(FileFacts.Size), facts => $"{facts.Size}"),
        (nameof(FileFacts.Links), facts => $"{facts.Links}"),
        (nameof(FileFacts.SameAs), facts => facts.SameAs),
        (nameof(FileFacts.ModifiedAt), facts => $"{facts.ModifiedAt}"),
        (nameof(FileFacts.Device), facts => facts.Device),
        (nameof(FileFacts.Content), facts => facts.Content),
        (nameof(FileFacts.Xattrs), facts => facts.Xattrs),
    ];
}
