namespace Youki.Runtime;

/// <summary>A container cannot start: the content of its <see cref="FileMount"/>s is not in memory, as after a reboot, and was not handed in again.</summary>
public sealed class MissingFilesException : YoukiException
{
    /// <summary>Makes the exception for a container.</summary>
    public MissingFilesException(ContainerId containerId, IReadOnlyList<string> names)
        : base($"Container {containerId} cannot start without the content of {string.Join(", ", names.Select(name => $"'{name}'"))}, which is kept in memory only and is not there any more. Hand it in again: {nameof(IContainerFiles)}.{nameof(IContainerFiles.ProvideFilesAsync)}.")
    {
        ContainerId = containerId;
        Names = names;
    }

    /// <summary>Which are missing.</summary>
    public IReadOnlyList<string> Names { get; }
}
