namespace Youki.Runtime;

/// <summary>A volume of <see cref="IVolumeStore"/>, which outlives containers. It is made where it is missing.</summary>
public sealed record VolumeMount : ContainerMount
{
    /// <summary>Its name: a letter or digit, then letters, digits, <c>_ . + -</c>, 128 at most. Null: a new volume with a name of its own, which <see cref="Anonymous"/> ones are.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the volume was made for this container alone, and goes with it where <see cref="RemoveOptions.Volumes"/> says so. Set by the library.</summary>
    public bool? Anonymous { get; init; }

    /// <summary>A path below the volume's directory to mount instead: relative, without <c>..</c>. It must be there. Null: the volume itself.</summary>
    public string? SubPath { get; init; }

    /// <summary>Whether an empty volume stays empty at its first use, instead of being filled with what the image has at the target. Null: false.</summary>
    public bool? NoCopy { get; init; }

    /// <summary>The driver of a volume that is made here. Null: <c>local</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options for a volume that is made here. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? DriverOptions { get; init; }

    /// <summary>Labels of a volume that is made here. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
