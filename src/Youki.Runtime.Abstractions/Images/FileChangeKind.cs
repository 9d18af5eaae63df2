namespace Youki.Runtime;

/// <summary>What became of a file.</summary>
public enum FileChangeKind
{
    /// <summary>It is there and was not in the image.</summary>
    Added,

    /// <summary>Its content or attributes are other ones; of a directory, something in it.</summary>
    Modified,

    /// <summary>The image has it and the container no longer.</summary>
    Deleted,
}
