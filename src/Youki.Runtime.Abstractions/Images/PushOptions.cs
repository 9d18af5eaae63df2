namespace Youki.Runtime;

/// <summary>How an image is sent to a registry.</summary>
public sealed record PushOptions
{
    /// <summary>Which of the platforms under this reference. Null: this host's, or the only one.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>Who sends it. Null: as with a pull.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>Is told how far it is. Null: nobody is.</summary>
    public IProgress<ImageProgress>? Progress { get; init; }
}
