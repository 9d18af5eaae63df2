namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Which optional parts a record has. The values are part of the format.</summary>
[Flags]
internal enum ManifestFlags : byte
{
    None = 0,
    Attributes = 1,
    Implied = 2,
    LinkGroup = 4,
}
