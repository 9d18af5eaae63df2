using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Support;

/// <summary>Compares text with a file that is kept beside the test. <c>UPDATE_GOLDEN=1</c> rewrites the file instead.</summary>
internal static class Golden
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <param name="name">The file, relative to the directory of the test's source file.</param>
    public static void Check(string actual, string name, [CallerFilePath] string sourcePath = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Resolve(sourcePath))!, name));
        var text = Normalize(actual);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var expected = File.Exists(path) ? Normalize(File.ReadAllText(path)) : "";
        if (text != expected)
        {
            Assert.Fail($"{Path.GetRelativePath(Repository.Root, path)} differs. Run the tests with UPDATE_GOLDEN=1 to accept what is new.\n{Differences(expected, text)}");
        }
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Differences(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var gone = before.Except(after).Select(line => $"- {line}");
        var added = after.Except(before).Select(line => $"+ {line}");
        var lines = gone.Concat(added).Take(40).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : "The same lines in another order or number.";
    }
}
