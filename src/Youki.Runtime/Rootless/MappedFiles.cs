using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootless;

/// <summary>
/// Deletes and copies trees that containers of this process's user have written to. Of root's containers, and as long as all files belong to the user, this
/// process does it by itself; files of the user's subordinate ids need a process in a user namespace.
/// </summary>
internal sealed class MappedFiles(IProcessRunner runner)
{
    private readonly MappedCommand _command = new(runner);

    /// <summary>Deletes a file or tree. What is already gone is no error; a mount in it is one.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            FileTree.Delete(path, cancellationToken);
        }
        catch (NativeException exception) when (NeedsMapping(exception.Number))
        {
            await _command.RunAsync(UserMappings.Current(), ["rm", "-rf", "--one-file-system", "--", path], feed: null, cancellationToken).ConfigureAwait(false);
            FileTree.Delete(path, cancellationToken);
        }
    }

    /// <summary>Copies the content and the attributes of a directory to an empty one, as <see cref="FileTree"/> does.</summary>
    /// <param name="source">What is copied.</param>
    /// <param name="target">Where to.</param>
    /// <param name="shift">For root: owners are ids of the host for a container that has these, and become the container's. Null: owners stay, as they always do for others.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task CopyAsync(SafeFileHandle source, SafeFileHandle target, IdMappings? shift, CancellationToken cancellationToken)
    {
        var mappings = CurrentUser.IsRoot ? null : UserMappings.Current();
        if (mappings is null || UserMappings.IsSingle(mappings))
        {
            FileTree.Copy(source, target, mappings is null ? shift?.Reversed() : null, cancellationToken);
            return;
        }

        string[] copy = ["cp", "--archive", "--reflink=auto", "--one-file-system", "--no-target-directory", "--", Descriptor.RealPath(source), Descriptor.RealPath(target)];
        await _command.RunAsync(mappings, copy, feed: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Unpacks an archive that is written to a pipe, with its owners, which are those that containers see.</summary>
    /// <param name="mappings">The user's ids.</param>
    /// <param name="directory">Where to.</param>
    /// <param name="write">Writes the archive.</param>
    /// <param name="cancellationToken">Ends it; what is there by then stays.</param>
    public Task ExtractAsync(IdMappings mappings, string directory, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _command.RunAsync(
            mappings,
            [
                "tar", "--extract", "--file=-", $"--directory={directory}", "--numeric-owner", "--same-owner", "--same-permissions", "--delay-directory-restore",
                "--xattrs", "--xattrs-include=*", "--warning=no-timestamp",
            ],
            write,
            cancellationToken);

    private static bool NeedsMapping(int error) => !CurrentUser.IsRoot && error is Errno.EACCES or Errno.EPERM;
}
