namespace Youki.Runtime.Devices.Cdi;

/// <summary>The spec files of all directories as they were at one moment.</summary>
/// <param name="Files">Those that are used.</param>
/// <param name="Problems">Files and directories that are not, and why.</param>
internal sealed record CdiSpecs(IReadOnlyList<CdiSpecs.File> Files, IReadOnlyDictionary<string, string> Problems)
{
    /// <summary>The full names of all devices, in order.</summary>
    public IReadOnlyList<string> Names => [.. Files.SelectMany(file => file.Document.Devices!.Select(device => $"{file.Document.Kind}={device.Name}")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The descriptions of a device: those of the last directory that has any, one unless they contradict each other.</summary>
    public IReadOnlyList<(File File, CdiEntry Device)> Find(string name)
    {
        var all = Files.SelectMany(file => file.Document.Devices!.Where(device => $"{file.Document.Kind}={device.Name}" == name).Select(device => (file, device))).ToList();
        return [.. all.Where(one => one.file.Priority == all.Max(other => other.file.Priority))];
    }

    /// <summary>A spec file; those of a directory that is named later go before.</summary>
    internal sealed record File(string Path, int Priority, CdiDocument Document);
}
