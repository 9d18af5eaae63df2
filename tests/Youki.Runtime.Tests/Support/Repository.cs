namespace Youki.Runtime.Tests.Support;

/// <summary>Finds files of the working copy that the tests were built from.</summary>
internal static class Repository
{
    // With CI=true the compiler writes source paths relative to this root, so that builds are the same everywhere.
    private const string MappedRoot = "/_/";

    public static string Root { get; } = FindRoot();

    public static string Source => Path.Combine(Root, "src");

    /// <summary>The real path of what <c>[CallerFilePath]</c> gave.</summary>
    public static string Resolve(string sourcePath) =>
        sourcePath.StartsWith(MappedRoot, StringComparison.Ordinal) ? Path.Combine(Root, sourcePath[MappedRoot.Length..]) : sourcePath;

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Youki.Runtime.sln")))
            {
                return directory;
            }
        }

        throw new InvalidOperationException($"No Youki.Runtime.sln above {AppContext.BaseDirectory}.");
    }
}
