namespace Youki.Runtime;

/// <summary>A piece of output as it was read, at most 8 KiB; it may end anywhere, also within a character.</summary>
/// <param name="Stream">Where it was written to.</param>
/// <param name="Content">The bytes.</param>
public readonly record struct OutputChunk(OutputSource Stream, ReadOnlyMemory<byte> Content);
