namespace Youki.Runtime.Tests.Specs;

/// <summary>Finds the JSON files beside these tests in the source tree.</summary>
internal static class SpecFiles
{
    public static string PathOf(string folder, string name) => Path.Combine(Root.Value, "tests", "Youki.Runtime.Tests", "Specs", folder, name);

    public static byte[] Fixture(string name) => File.ReadAllBytes(PathOf("Fixtures", name));

    private static readonly Lazy<string> Root = new(() =>
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Youki.Runtime.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"There is no Youki.Runtime.sln above {AppContext.BaseDirectory}.");
    });
}
