namespace Youki.Runtime.Volumes.Store;

/// <summary>Where a volume lies below the volume directory. Names of volumes begin with a letter or digit, so others are free for what is not whole.</summary>
internal readonly record struct VolumeLayout(string VolumeDirectory, string Name)
{
    private const string NewPrefix = ".new.";
    private const string GonePrefix = ".gone.";

    public string Directory => Path.Combine(VolumeDirectory, Name);

    /// <summary>Outside of the volume: its removal must not remove the lock that it is done under.</summary>
    public string LockFile => Path.Combine(LockDirectory(VolumeDirectory), Name);

    public string RecordFile => Path.Combine(Directory, "volume.json");

    public string NewRecordFile => Path.Combine(Directory, "volume.json.new");

    /// <summary>What containers see, or the driver's to use.</summary>
    public string Data => Path.Combine(Directory, "data");

    /// <summary>The image's content before it is whole.</summary>
    public string Filling => Path.Combine(Directory, "data.filling");

    /// <summary>Holds an empty file for each container whose run has the driver's mount.</summary>
    public string Users => Path.Combine(Directory, "users");

    /// <summary>The volume before it is whole.</summary>
    public VolumeLayout New => this with { Name = NewPrefix + Name };

    /// <summary>The volume while it is removed.</summary>
    public string Gone => Path.Combine(VolumeDirectory, GonePrefix + Name);

    public static string LockDirectory(string volumeDirectory) => Path.Combine(volumeDirectory, ".locks");

    /// <summary>The names of volumes that somebody makes or removes at this moment, or died over it.</summary>
    public static IReadOnlyList<string> Unfinished(string volumeDirectory) => System.IO.Directory.Exists(volumeDirectory)
        ?
        [
            .. System.IO.Directory.EnumerateDirectories(volumeDirectory).Select(path => Path.GetFileName(path))
                .Where(name => name.StartsWith(NewPrefix, StringComparison.Ordinal) || name.StartsWith(GonePrefix, StringComparison.Ordinal))
                .Select(name => name[(name.IndexOf('.', 1) + 1)..])
                .Where(name => IdentifierRule.IsValid(name))
                .Distinct(),
        ]
        : [];

    /// <summary>The names of all volumes.</summary>
    public static IReadOnlyList<string> Names(string volumeDirectory) => System.IO.Directory.Exists(volumeDirectory)
        ? [.. System.IO.Directory.EnumerateDirectories(volumeDirectory).Select(path => Path.GetFileName(path)).Where(name => IdentifierRule.IsValid(name)).Order(StringComparer.Ordinal)]
        : [];
}
