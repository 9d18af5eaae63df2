using System.Text.Json;

namespace Youki.Runtime.Tests.Cli;

/// <summary>What a real runtime printed for one command.</summary>
internal sealed record Capture(string Name, string Command, int ExitCode, string Stdout, string Stderr, string? Log)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The log as the client would have found it: a runtime that read its arguments has made the file.</summary>
    public string? LogFile => Log ?? (Stderr.Length == 0 ? string.Empty : null);

    /// <summary>A capture of the repository, or of the directory beside it, without which the test is skipped.</summary>
    public static Capture Load(string runtime, string name) => LoadAll(runtime).Single(capture => capture.Name == name);

    public static IEnumerable<string> Names(string runtime) => LoadAll(runtime).Select(capture => capture.Name);

    private static Capture[] LoadAll(string runtime)
    {
        var path = new[] { "tests/Youki.Runtime.Tests/Cli/Fixtures", "../shared/youki/fixtures" }
            .Select(directory => Path.Combine(RepositoryRoot, directory, runtime + ".json"))
            .FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"The captures of {runtime} are not here.");
        return JsonSerializer.Deserialize<Capture[]>(File.ReadAllText(path!), Options)!;
    }

    private static string RepositoryRoot
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Youki.Runtime.sln")))
            {
                directory = directory.Parent!;
            }

            return directory.FullName;
        }
    }
}
