using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Puts the content of a container's files into its file system in memory, whole and with their owners before they have their names.</summary>
internal sealed class MemoryFiles(FileContents contents)
{
    private const UnixFileMode DefaultMode = UnixFileMode.UserRead;
    private const int Writable = 0x180; // 0600

    /// <summary>Has all of them there.</summary>
    /// <exception cref="MissingFilesException">Some are not, and nobody has handed them in.</exception>
    public void Ensure(SpecInputs inputs, string directory, IReadOnlyList<(int Number, FileMount File)> files)
    {
        using var place = Descriptor.OpenDirectory(directory);
        var wanted = files.Where(file => FileMetadata.TryOf(place, RawName.From(VolumesLayout.NameOf(file.Number)), out _) is null)
            .Select(file => (file.Number, file.File, Content: contents.Find(inputs.ContainerId, file.File.Name)))
            .ToList();
        if (wanted.Where(file => file.Content is null).Select(file => file.File.Name).Distinct().ToList() is { Count: > 0 } missing)
        {
            throw new MissingFilesException(inputs.ContainerId, missing);
        }

        foreach (var (number, file, content) in wanted)
        {
            Write(place, VolumesLayout.NameOf(number), file, content!, inputs.IdMappings);
        }

        contents.Forget(inputs.ContainerId);
    }

    /// <summary>The container is gone: nobody asks for what was handed in for its next start.</summary>
    public void Forget(ContainerId id) => contents.Forget(id);

    private static void Write(SafeFileHandle place, string name, FileMount file, byte[] content, IdMappings? mappings)
    {
        var temporary = RawName.From($"{name}.new");
        _ = Entries.TryRemoveFile(place, temporary);
        using (var handle = Descriptor.OpenAt(place, temporary, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive, ResolveFlags.NoLinks, Writable))
        {
            OpenedFile.Write(handle, content);
            OwnedFile.Give(handle, file.Uid ?? 0, file.Gid ?? 0, file.Mode ?? DefaultMode, mappings);
        }

        var error = Entries.TryRename(place, temporary, place, RawName.From(name));
        if (error != 0)
        {
            throw new NativeException("rename", name, error);
        }
    }
}
