namespace Youki.Runtime.Specs;

/// <summary>Why a field of config.json is there.</summary>
public sealed record SpecReason
{
    /// <summary>
    /// The field: <c>process.args</c>, <c>linux.resources.memory.limit</c>; an item of a list by what tells it apart, as <c>mounts[/proc]</c>, <c>process.env[PATH]</c>, or by its
    /// place, as <c>hooks.poststop[0]</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>Its value, as JSON.</summary>
    public required string Value { get; init; }

    /// <summary>Which part of the library, or of the host program, put it there: the contributor's type. Null: not known.</summary>
    public string? Author { get; init; }

    /// <summary>What made it do so, for people: the image, a member of <see cref="ContainerConfig"/>, or what every container has.</summary>
    public required string Why { get; init; }
}
