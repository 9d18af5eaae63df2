using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Youki.Runtime.Bench;

/// <summary>What came out, for people or for programs.</summary>
internal sealed record Report(IReadOnlyDictionary<string, string> Setting, Measurements Measured, Measurements Steps, Measurements Pulls, Measurements ImageSteps)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private IReadOnlyList<Target> Targets => [.. Target.Of(Measured, Steps, Pulls)];

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Setting)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-12} {value}\n");
        }

        AppendTable(text, "An image from a registry on this host; milliseconds, where nothing else is said", Pulls);
        AppendTable(text, "The steps of a container of that image, in ms", ImageSteps);
        AppendTable(text, "Milliseconds, where nothing else is said", Measured);
        AppendTable(text, "Where the library's time goes: the steps of its log, in ms; the commands are within the steps", Steps);
        text.Append(CultureInfo.InvariantCulture, $"\n{"Targets",-52} {"measured",9} {"at most",9}\n");
        foreach (var target in Targets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{target.Text,-52} {target.Value,9:F2} {target.Limit,9:F2} {target.Verdict,-12} {target.Basis}\n");
        }

        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(
        new { Setting, Measured = Rows(Measured), Steps = Rows(Steps), Pulls = Rows(Pulls), ImageSteps = Rows(ImageSteps), Targets },
        Indented);

    private static Dictionary<string, Summary> Rows(Measurements measurements) => measurements.Names.ToDictionary(name => name, name => measurements.Of(name)!);

    private static void AppendTable(StringBuilder text, string title, Measurements measurements)
    {
        if (measurements.Names.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n{"",-52} {"median",9} {"min",9} {"max",9} {"n",6}\n");
        foreach (var name in measurements.Names)
        {
            var row = measurements.Of(name)!;
            text.Append(CultureInfo.InvariantCulture, $"{name,-52} {row.Median,9:F3} {row.Min,9:F3} {row.Max,9:F3} {row.Count,6}\n");
        }
    }
}
