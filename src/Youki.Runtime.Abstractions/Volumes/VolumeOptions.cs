namespace Youki.Runtime;

/// <summary>A volume to make.</summary>
public sealed record VolumeOptions
{
    /// <summary>Its name: a letter or digit, then letters, digits, <c>_ . + -</c>, 128 at most. Null: a new random one; the volume is anonymous.</summary>
    public string? Name { get; init; }

    /// <summary>Who keeps it. Null: <c>local</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options; of <c>local</c>: <c>type</c>, <c>device</c> and <c>o</c>, as of mount(8). Null: none.</summary>
    public IReadOnlyDictionary<string, string>? DriverOptions { get; init; }

    /// <summary>Marks to filter by. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
