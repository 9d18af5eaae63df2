using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>An archive that wants something it should not get, and what becomes of it.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Layer">The archive.</param>
/// <param name="Tree">What is unpacked. Empty, where it is refused.</param>
/// <param name="Error">What the error says. Null: it is not refused.</param>
internal sealed record HostileArchive(string Name, LayerBuilder Layer, IReadOnlyList<string> Tree, string? Error = null)
{
    public static HostileArchive Refused(string name, string error, LayerBuilder layer) => new(name, layer, [], error);
}
