using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>What PAX records say of an entry. Null or unset: nothing, so that the header counts.</summary>
internal sealed class PaxValues
{
    public ByteText Path { get; } = new();

    public ByteText LinkPath { get; } = new();

    public long? Size { get; set; }

    public long? Uid { get; set; }

    public long? Gid { get; set; }

    public FileTime? Modified { get; set; }

    public List<TarAttribute> Attributes { get; } = [];

    public long? SparseMajor { get; set; }

    public long? SparseMinor { get; set; }

    public ByteText SparseName { get; } = new();

    public long? SparseSize { get; set; }

    /// <summary>The map of the formats 0.0 and 0.1: offset, length, offset, length.</summary>
    public List<long> SparseMap { get; } = [];

    public bool IsSparse => SparseMajor is not null || SparseMap.Count > 0 || SparseSize is not null;

    /// <summary>Whether anything was said since <see cref="Clear"/>.</summary>
    public bool HasAny { get; set; }

    public void Clear()
    {
        if (!HasAny)
        {
            return;
        }

        HasAny = false;
        Path.Clear();
        LinkPath.Clear();
        Attributes.Clear();
        SparseName.Clear();
        SparseMap.Clear();
        Size = Uid = Gid = SparseMajor = SparseMinor = SparseSize = null;
        Modified = null;
    }

    /// <summary>Begins the values of an entry with those of the whole archive.</summary>
    public void CopyFrom(PaxValues global)
    {
        Clear();
        if (!global.HasAny)
        {
            return;
        }

        HasAny = true;
        Path.CopyFrom(global.Path);
        LinkPath.CopyFrom(global.LinkPath);
        (Size, Uid, Gid, Modified) = (global.Size, global.Uid, global.Gid, global.Modified);
        Attributes.AddRange(global.Attributes);
    }
}
