using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Archives;

/// <summary>The files of a directory. Links in it never lead out of it.</summary>
internal sealed class DirectoryFiles : IImageFiles
{
    private readonly string _image;
    private readonly SafeFileHandle _directory;

    private DirectoryFiles(string image, SafeFileHandle directory)
    {
        _image = image;
        _directory = directory;
    }

    /// <summary>Opens a directory.</summary>
    /// <param name="path">Its path, absolute.</param>
    /// <param name="image">The image as it was asked for, for messages.</param>
    /// <exception cref="ImageNotFoundException">There is none.</exception>
    public static DirectoryFiles Open(string path, string image)
    {
        var directory = Descriptor.TryOpenDirectory(path, out var error);
        return directory is not null
            ? new DirectoryFiles(image, directory)
            : throw new ImageNotFoundException(image, $"Image '{image}' cannot be read: {ArchiveErrors.Explain(error, "directory", path)}", new NativeException("open directory", path, error));
    }

    public Stream? TryOpen(string name)
    {
        using var found = Descriptor.TryOpenAt(_directory, RawName.From(name), OpenFlags.PathOnly, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, out var error);
        if (found is null)
        {
            return error is Errno.ENOENT or Errno.ENOTDIR
                ? null
                : throw new ImageException(_image, $"Image '{_image}' cannot be read: '{name}' in it cannot be opened.", new NativeException("open", name, error));
        }

        // To open a FIFO would hang, to open a device may act.
        var status = FileMetadata.Of(found);
        if (status.Kind != FileKind.Regular)
        {
            throw new ImageFormatException(_image, $"Image '{_image}' cannot be read: '{name}' in it is no regular file.");
        }

        return new SliceStream(Descriptor.Reopen(found, OpenFlags.ReadOnly | OpenFlags.NonBlocking), 0, status.Size, ownsHandle: true);
    }

    public void Dispose() => _directory.Dispose();
}
