namespace Youki.Runtime;

/// <summary>The room that one kind of thing takes.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Active">How many of them are in use.</param>
/// <param name="Bytes">What they take on disk.</param>
/// <param name="ReclaimableBytes">What of it can go without taking anything from a running container.</param>
public readonly record struct StorageShare(int Count, int Active, long Bytes, long ReclaimableBytes);
