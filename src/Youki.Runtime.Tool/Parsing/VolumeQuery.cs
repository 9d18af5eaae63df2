namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's filters of volumes.</summary>
internal sealed record VolumeQuery(VolumeFilter Filter, IReadOnlyList<string> Names)
{
    /// <exception cref="UsageException">A filter cannot be understood.</exception>
    public static VolumeQuery Parse(IReadOnlyList<string> texts)
    {
        var (filter, names, labels) = (new VolumeFilter(), new List<string>(), new Dictionary<string, string>());
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            switch (parts)
            {
                case ["name", var name]:
                    names.Add(name);
                    break;
                case ["label", var label]:
                    var pair = LabelText.Parse(label);
                    labels[pair.Key] = pair.Value;
                    break;
                case ["driver", var driver]:
                    filter = filter with { Driver = driver };
                    break;
                case ["dangling", "true" or "1" or "false" or "0"]:
                    filter = filter with { Dangling = parts[1] is "true" or "1" };
                    break;
                default:
                    throw new UsageException($"'{text}' is not a filter of volumes: give name=, label=, driver= or dangling=true|false.");
            }
        }

        return new(filter with { Labels = labels.Count == 0 ? null : labels }, names);
    }

    /// <summary>Those whose name holds one of the names, as docker.</summary>
    public IReadOnlyList<VolumeInfo> Select(IReadOnlyList<VolumeInfo> volumes) =>
        [.. volumes.Where(volume => Names.Count == 0 || Names.Any(name => volume.Name.Contains(name, StringComparison.Ordinal)))];
}
