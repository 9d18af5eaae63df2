using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>What the parser said of an entry; bytes as Latin-1.</summary>
internal sealed record ReadEntry
{
    public TarKind Kind { get; init; }

    public string Path { get; init; } = "";

    public string Target { get; init; } = "";

    public string Mode { get; init; } = "";

    public uint Uid { get; init; }

    public uint Gid { get; init; }

    public long Size { get; init; }

    public string Modified { get; init; } = "";

    public string Device { get; init; } = "";

    public string Attributes { get; init; } = "";

    public string Segments { get; init; } = "";

    public string Content { get; init; } = "";
}
