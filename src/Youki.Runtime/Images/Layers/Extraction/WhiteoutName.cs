namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Reads the names by which layers delete. Source: OCI image-spec, layer.md, "Whiteouts".</summary>
internal static class WhiteoutName
{
    /// <summary>What a name means.</summary>
    /// <param name="name">A name ended by NUL.</param>
    /// <param name="hidden">For a whiteout, the name that it deletes, ended by NUL.</param>
    /// <exception cref="EntryException">It would delete a directory itself or its parent.</exception>
    public static WhiteoutKind Parse(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> hidden)
    {
        hidden = default;
        if (!name.StartsWith(".wh."u8))
        {
            return WhiteoutKind.None;
        }

        var rest = name[".wh."u8.Length..];
        if (rest.SequenceEqual(".wh..opq\0"u8))
        {
            return WhiteoutKind.Opaque;
        }

        // What aufs keeps for itself: .wh..wh.aufs, .wh..wh.plnk, .wh..wh.orph.
        if (rest.StartsWith(".wh."u8))
        {
            return WhiteoutKind.Ignored;
        }

        if (rest is [0] or [(byte)'.', 0] or [(byte)'.', (byte)'.', 0])
        {
            throw new EntryException("is a whiteout that names no file");
        }

        hidden = rest;
        return WhiteoutKind.Whiteout;
    }
}
