namespace Youki.Runtime.Images.Transfer;

/// <summary>A layer that was checked and unpacked, and is to be published.</summary>
/// <param name="Size">Bytes of its files.</param>
/// <param name="Entries">How many entries its tar has.</param>
internal readonly record struct UnpackedLayer(long Size, long Entries);
