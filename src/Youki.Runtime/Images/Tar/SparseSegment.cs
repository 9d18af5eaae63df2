namespace Youki.Runtime.Images.Tar;

/// <summary>A stretch of a sparse file that holds data; what lies between is zero.</summary>
internal readonly record struct SparseSegment(long Offset, long Length)
{
    public long End => Offset + Length;
}
