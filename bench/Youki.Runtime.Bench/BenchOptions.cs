using System.Globalization;

namespace Youki.Runtime.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench/run.sh [--images | --containers] [--rounds N] [--pulls N] [--runtime PATH] [--json]

          --images         only what is done with images
          --containers     only what is done with containers
          --rounds N       how often each thing is timed; 40 unless told
          --pulls N        how often the image is pulled by each side; 5 unless told
          --runtime PATH   the OCI runtime that is used by hand and by the library, a name or an absolute path;
                           $YOUKI_RUNTIME_BINARY unless told, else youki. runc is timed beside it.
          --json           prints JSON instead of the tables
        """;

    /// <summary>Whether containers are timed.</summary>
    public bool Containers { get; init; } = true;

    /// <summary>Whether pulls are timed.</summary>
    public bool Images { get; init; } = true;

    public int Rounds { get; init; } = 40;

    public int Pulls { get; init; } = 5;

    public string Runtime { get; init; } = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki";

    /// <summary>The OCI layout with the image to pull. Null: there is none; bench/run.sh makes it.</summary>
    public string? Image { get; init; }

    public bool Json { get; init; }

    /// <summary>The options; null where the command line is not understood.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (Flag(options, arguments[i]) is { } flagged)
            {
                options = flagged;
            }
            else if (value is not null && Valued(options, arguments[i], value) is { } changed)
            {
                options = changed;
                i++;
            }
            else
            {
                return null;
            }
        }

        return options is { Images: false, Containers: false } ? null : options;
    }

    private static BenchOptions? Flag(BenchOptions options, string name) => name switch
    {
        "--json" => options with { Json = true },
        "--images" => options with { Containers = false },
        "--containers" => options with { Images = false },
        _ => null,
    };

    private static BenchOptions? Valued(BenchOptions options, string name, string value) => name switch
    {
        "--rounds" when Number(value) is { } rounds => options with { Rounds = rounds },
        "--pulls" when Number(value) is { } pulls => options with { Pulls = pulls },
        "--runtime" => options with { Runtime = value },
        "--image" => options with { Image = value },
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
