using Youki.Runtime.Native;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>Reads a profile's file, once: what a container does must not hang on a file that somebody changes.</summary>
internal static class SeccompFile
{
    private const string Member = $"{nameof(ContainerConfig.Security)}.{nameof(SecurityConfig.Seccomp)}.{nameof(SeccompConfig.ProfilePath)}";

    /// <summary>The configuration with the file's text in place of its path.</summary>
    /// <exception cref="ContainerConfigException">It cannot be read.</exception>
    public static ContainerConfig Load(ContainerConfig config) => config.Security?.Seccomp is { ProfilePath: { } path, Profile: null, Unconfined: not true } seccomp
        ? config with { Security = config.Security with { Seccomp = seccomp with { Profile = Read(path), ProfilePath = null } } }
        : config;

    private static string Read(string path)
    {
        if (!ContainerPath.IsAbsolute(path) || path.Contains('\0'))
        {
            throw new ContainerConfigException([$"{Member}: '{path}' is not absolute."]);
        }

        // A pipe would let the creation wait for whoever writes to it.
        using var file = Descriptor.TryOpenFile(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec | OpenFlags.NonBlocking, out var error)
            ?? throw new ContainerConfigException([$"{Member}: '{path}' cannot be opened: {new NativeException("open", path, error).Message}."]);
        if (FileMetadata.Of(file).Kind != FileKind.Regular || RandomAccess.GetLength(file) > SeccompProfileReader.MaxLength)
        {
            throw new ContainerConfigException([$"{Member}: '{path}' is no file of at most {SeccompProfileReader.MaxLength} bytes."]);
        }

        using var reader = new StreamReader(new FileStream(file, FileAccess.Read));
        return reader.ReadToEnd();
    }
}
