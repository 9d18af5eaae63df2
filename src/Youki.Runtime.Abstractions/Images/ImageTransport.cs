namespace Youki.Runtime;

/// <summary>Where an image reference leads. The names in the docs of the members are the prefixes of references, as skopeo has them.</summary>
public enum ImageTransport
{
    /// <summary>A registry; no prefix.</summary>
    Registry,

    /// <summary><c>oci:DIRECTORY[:TAG]</c>, an OCI image layout.</summary>
    OciDirectory,

    /// <summary><c>oci-archive:FILE[:TAG]</c>, a tar of an OCI image layout.</summary>
    OciArchive,

    /// <summary><c>docker-archive:FILE[:NAME:TAG]</c>, what <c>docker save</c> writes.</summary>
    DockerArchive,

    /// <summary><c>dir:DIRECTORY</c>, a root file system as it is: shared and never changed, without any configuration.</summary>
    Directory,
}
