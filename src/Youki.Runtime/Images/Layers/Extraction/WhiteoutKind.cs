namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>What a name means to a layer.</summary>
internal enum WhiteoutKind
{
    /// <summary>It is a name like any other.</summary>
    None,

    /// <summary>It deletes a file of lower layers.</summary>
    Whiteout,

    /// <summary>It hides everything that lower layers have in its directory.</summary>
    Opaque,

    /// <summary>It is something of aufs's that was left in the layer.</summary>
    Ignored,
}
