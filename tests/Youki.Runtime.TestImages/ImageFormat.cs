namespace Youki.Runtime.TestImages;

/// <summary>Whose media types an image has.</summary>
public enum ImageFormat
{
    Oci,

    /// <summary>Docker image manifest version 2, schema 2.</summary>
    Docker,
}
