using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Youki.Runtime;

/// <summary>How images are fetched and kept.</summary>
public sealed class ImageOptions
{
    /// <summary>
    /// Whether the blobs of layers are kept beside the unpacked layers. Without them an image takes less disk, but can be neither pushed nor exported, and what
    /// is damaged has to be fetched again.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool KeepLayerBlobs { get; set; } = true;

    /// <summary>How many layers of one image come in and are unpacked at once.</summary>
    /// <value>The default value is 3; from 1 to 32.</value>
    [Range(1, 32)]
    public int MaxConcurrentLayers { get; set; } = 3;

    /// <summary>How long a registry may send nothing before the connection is given up and made anew.</summary>
    /// <value>The default value is 30 seconds; from 1 second to 1 hour.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is made again after a failure that may pass: no connection, a status of 429 or 5xx, a body that breaks off.</summary>
    /// <value>The default value is 5; from 0 to 20.</value>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 5;

    /// <summary>How long a pull waits for another process that fetches the same.</summary>
    /// <value>The default value is 1 hour; from 1 second to 1 hour.</value>
    public TimeSpan PullWaitTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What of hostile images is taken at most.</summary>
    [ValidateObjectMembers]
    public ImageLimits Limits { get; set; } = new();

    /// <summary>
    /// Registries that need something said about them, by host and port as in references, such as <c>docker.io</c> or <c>registry.example:5000</c>, or by any
    /// name where <see cref="RegistryOptions.Host"/> says it.
    /// </summary>
    public IDictionary<string, RegistryOptions> Registries { get; set; } = new Dictionary<string, RegistryOptions>();

    /// <summary>Files with credentials, besides those that <c>docker login</c> and <c>podman login</c> write; the first that knows a registry wins.</summary>
    /// <value>The default value is empty.</value>
    public IList<string> CredentialFiles { get; set; } = [];
}
