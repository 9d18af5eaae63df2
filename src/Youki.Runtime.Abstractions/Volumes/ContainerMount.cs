using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Something that is mounted into a container: one of the records that derive from this one, and no other.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BindMount), "bind")]
[JsonDerivedType(typeof(VolumeMount), "volume")]
[JsonDerivedType(typeof(TmpfsMount), "tmpfs")]
[JsonDerivedType(typeof(EmptyDirMount), "emptyDir")]
[JsonDerivedType(typeof(FileMount), "file")]
public abstract record ContainerMount
{
    private protected ContainerMount()
    {
    }

    /// <summary>
    /// Where it is mounted: an absolute path in the container without <c>..</c>. Links of the image on the way are followed inside its root, and what is
    /// missing is made. Not <c>/</c>, nor in <c>/proc</c> and <c>/sys</c>, nor over what every container has in <c>/dev</c> (<c>/dev/shm</c> may be replaced).
    /// </summary>
    public required string Target { get; init; }

    /// <summary>Whether it may not be written through this mount. What is mounted below the source stays as it is. Null: false; for a <see cref="FileMount"/>, true.</summary>
    public bool? ReadOnly { get; init; }
}
