using Youki.Runtime.Native;

namespace Youki.Runtime.Files;

/// <summary>Directories that nobody else may write to.</summary>
internal static class PrivateDirectory
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const uint RootUser = 0;
    private const int Sticky = 0x200;
    private const int GroupOrOthersWrite = 0x12;

    /// <summary>Makes the directory, and those above it, where they are missing.</summary>
    /// <exception cref="HostResourceException">It cannot be made.</exception>
    public static void Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path, Mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("directory", $"The directory '{path}' cannot be made: {exception.Message} Look at the space and the mode of its file system.", exception);
        }
    }

    /// <summary>Makes the directory where it is missing, and refuses one that others may write to: whoever can, owns every container.</summary>
    /// <exception cref="HostResourceException">It cannot be made or used.</exception>
    public static void Ensure(string path, string option)
    {
        try
        {
            Directory.CreateDirectory(path, Mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("directory", $"{option} '{path}' cannot be made: {exception.Message} Make it writable for user '{Environment.UserName}', or name another one.", exception);
        }

        using var handle = Descriptor.OpenDirectory(path);
        var held = FileMetadata.Of(handle);
        if ((held.Permissions & GroupOrOthersWrite) != 0)
        {
            throw new HostResourceException("directory", $"{option} '{path}' may be written by its group or by others, who could take over every container. Run: chmod go-w '{path}'");
        }

        if (held.Uid != RootUser && held.Uid != CurrentUser.Id && CurrentUser.Id != RootUser)
        {
            throw new HostResourceException("directory", $"{option} '{path}' belongs to user {held.Uid}, and this process runs as user {CurrentUser.Id}. Run it as that user, or name another directory.");
        }

        CheckAncestors(Descriptor.RealPath(handle), option);
        ProbeWrite(path, option);
    }

    /// <summary>Whoever may write to a directory above may put another in its place, unless that is sticky, as /tmp is.</summary>
    private static void CheckAncestors(string path, string option)
    {
        for (var above = Path.GetDirectoryName(path); above is not null; above = Path.GetDirectoryName(above))
        {
            var status = FileMetadata.TryOf(above);
            if (status is { Uid: not RootUser } other && other.Uid != CurrentUser.Id && CurrentUser.Id != RootUser)
            {
                throw new HostResourceException("directory", $"{option} '{path}' lies in '{above}', which belongs to user {other.Uid}, who could take over every container. Name another directory.");
            }

            if (status is { } held && (held.Permissions & (GroupOrOthersWrite | Sticky)) is not 0 and < Sticky)
            {
                throw new HostResourceException("directory", $"{option} '{path}' lies in '{above}', which its group or others may write to. Run: chmod go-w '{above}'");
            }
        }
    }

    /// <summary>A full disk is no reason to refuse: what makes room comes here too.</summary>
    private static void ProbeWrite(string path, string option)
    {
        var probe = Path.Combine(path, $".probe-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(probe, Mode);
            Directory.Delete(probe);
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is Errno.ENOSPC or Errno.EDQUOT)
        {
            // Nothing was made.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("directory", $"{option} '{path}' cannot be written to: {exception.Message}. It may be read-only, or on a file system that is.", exception);
        }
    }
}
