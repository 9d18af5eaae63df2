namespace Youki.Runtime.Images;

/// <summary>An image, ready to be used.</summary>
/// <param name="Config">What it says of its processes.</param>
/// <param name="LayerPaths">Directories of its unpacked layers, absolute, from the lowest to the topmost. They are never changed.</param>
/// <param name="ManifestPaths">For each of them the file that says what it holds. Null: the directories say it themselves.</param>
internal sealed record ImageContent(ImageConfig Config, IReadOnlyList<string> LayerPaths, IReadOnlyList<string>? ManifestPaths = null);
