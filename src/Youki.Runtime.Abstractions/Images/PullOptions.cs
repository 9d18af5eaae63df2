namespace Youki.Runtime;

/// <summary>How an image is fetched.</summary>
public sealed record PullOptions
{
    /// <summary>When it is fetched. The default is <see cref="PullPolicy.IfNotPresent"/>; <see cref="IImageStore.PullImageAsync"/> takes <see cref="PullPolicy.Always"/> where no options are given.</summary>
    public PullPolicy Policy { get; init; }

    /// <summary>For which platform. Null: this host's.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>Who asks. Null: the options' credentials, else those of <c>docker login</c> or <c>podman login</c>, else nobody in particular.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>Is told what happens, at most some ten times a second for each layer, from any thread. Null: nobody is.</summary>
    public IProgress<ImageProgress>? Progress { get; init; }
}
