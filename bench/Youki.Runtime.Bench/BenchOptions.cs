using System.Globalization;

namespace Youki.Runtime.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench/run.sh [--rounds N] [--runtime PATH] [--json]

          --rounds N       how often each thing is timed; 40 unless told
          --runtime PATH   the OCI runtime that is used by hand and by the library, a name or an absolute path;
                           $YOUKI_RUNTIME_BINARY unless told, else youki. runc is timed beside it.
          --json           prints JSON instead of the tables
        """;

    public required int Rounds { get; init; }

    public required string Runtime { get; init; }

    public required bool Json { get; init; }

    /// <summary>The options; null where the command line is not understood.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions { Rounds = 40, Runtime = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki", Json = false };
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--runtime" when value is not null:
                    options = options with { Runtime = value };
                    i++;
                    break;
                case "--json":
                    options = options with { Json = true };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
