namespace Youki.Runtime.Volumes.Mounting;

/// <summary>What the provider of mounts tells the contributor, as strings by the mount's place in the configuration.</summary>
internal static class MountData
{
    private const string TargetSuffix = ".target";
    private const string SourceSuffix = ".source";

    public static void Put(Dictionary<string, string> data, int number, string destination, string? source)
    {
        data[VolumesLayout.NameOf(number) + TargetSuffix] = destination;
        if (source is not null)
        {
            data[VolumesLayout.NameOf(number) + SourceSuffix] = source;
        }
    }

    public static string DestinationOf(IReadOnlyDictionary<string, string> data, int number) => data[VolumesLayout.NameOf(number) + TargetSuffix];

    /// <summary>Where the runtime mounts it from; null for a file system in memory that it makes itself.</summary>
    public static string? SourceOf(IReadOnlyDictionary<string, string> data, int number) => data.GetValueOrDefault(VolumesLayout.NameOf(number) + SourceSuffix);
}
