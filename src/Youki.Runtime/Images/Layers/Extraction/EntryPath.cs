namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// The names on the way from the layer's root to an entry, each ended by NUL. The path is read as text: <c>.</c> and doubled slashes vanish, <c>..</c> takes
/// the name before it away and goes no higher than the root, so that what is left cannot climb.
/// </summary>
internal sealed class EntryPath
{
    /// <summary>PATH_MAX and NAME_MAX of Linux: longer ones could be made by descriptors, but used by nobody.</summary>
    public const int MaxLength = 4096;
    public const int MaxNameLength = 255;

    private readonly byte[] _names = new byte[MaxLength + 1];
    private readonly int[] _ends = new int[(MaxLength / 2) + 1];

    /// <summary>How many names there are; 0: the root itself.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<byte> Last => this[Count - 1];

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _names.AsSpan(start, _ends[index] - start);
        }
    }

    public void Set(ReadOnlySpan<byte> path)
    {
        if (path.Length > MaxLength)
        {
            throw new EntryException($"has a path of {path.Length} bytes; Linux takes {MaxLength}");
        }

        Count = 0;
        foreach (var part in path.Split((byte)'/'))
        {
            Add(path[part]);
        }
    }

    private void Add(ReadOnlySpan<byte> name)
    {
        if (name is [] or [(byte)'.'])
        {
            return;
        }

        if (name is [(byte)'.', (byte)'.'])
        {
            Count = Math.Max(Count - 1, 0);
            return;
        }

        if (name.Length > MaxNameLength)
        {
            throw new EntryException($"has a name of {name.Length} bytes in its path; Linux takes {MaxNameLength}");
        }

        var start = Count == 0 ? 0 : _ends[Count - 1];
        name.CopyTo(_names.AsSpan(start));
        _names[start + name.Length] = 0;
        _ends[Count++] = start + name.Length + 1;
    }
}
