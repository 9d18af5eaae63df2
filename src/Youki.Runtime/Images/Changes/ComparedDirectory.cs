using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Changes;

/// <summary>A directory on the way of a comparison.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Original">Its status in the original tree. Null: it is not there, or this is the root.</param>
/// <param name="Names">What is still to be compared in it.</param>
/// <param name="HidesOriginal">Whether only what the changed tree has of it is seen.</param>
/// <param name="IsAlone">Whether it is in the changed tree alone.</param>
/// <param name="ChangesBefore">How many changes had been found before it was entered.</param>
internal sealed record ComparedDirectory(byte[] Path, FileStatus? Original, Queue<byte[]> Names, bool HidesOriginal, bool IsAlone, int ChangesBefore);
