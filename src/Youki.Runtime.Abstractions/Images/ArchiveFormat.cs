namespace Youki.Runtime;

/// <summary>How images are written to one file.</summary>
public enum ArchiveFormat
{
    /// <summary>A tar of an OCI image layout, as <c>skopeo copy oci-archive:</c> makes it.</summary>
    Oci,

    /// <summary>What <c>docker save</c> writes, and every engine reads.</summary>
    Docker,
}
