using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>An open directory of a layer and the way back up from it, which no rename or link can change. Whoever keeps it counts.</summary>
internal sealed class LayerDirectory(SafeFileHandle handle, LayerDirectory? parent)
{
    private int _keepers = 1;

    /// <summary>An O_PATH descriptor.</summary>
    public SafeFileHandle Handle { get; } = handle;

    /// <summary>Null: it is the root.</summary>
    public LayerDirectory? Parent { get; } = parent?.Keep();

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Whether it was marked as hiding what lower layers have in it.</summary>
    public bool IsOpaque { get; set; }

    public LayerDirectory Keep()
    {
        _keepers++;
        return this;
    }

    public void Release()
    {
        for (var current = this; current is not null && --current._keepers == 0; current = current.Parent)
        {
            current.Handle.Dispose();
        }
    }
}
