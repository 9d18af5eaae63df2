namespace Youki.Runtime.Rootfs;

/// <summary>Where the files of a container are.</summary>
/// <param name="Id">The container.</param>
/// <param name="Name">Its image as it was asked for.</param>
/// <param name="Image">Its image. Null: it is a directory.</param>
/// <param name="BundlePath">Its bundle.</param>
/// <param name="Mappings">Whose ids its files belong to. Null: the host's own.</param>
internal sealed record TreeSource(ContainerId Id, string Name, ContainerImage? Image, string BundlePath, IdMappings? Mappings);
