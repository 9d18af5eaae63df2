namespace Youki.Runtime;

/// <summary>How images are checked.</summary>
public sealed record VerifyImageOptions
{
    /// <summary>Mends what is damaged: a layer is unpacked again from its blob, a damaged blob is fetched again. The default is true.</summary>
    public bool Repair { get; init; } = true;

    /// <summary>Who asks the registry. Null: as with a pull.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>Is told how far it is. Null: nobody is.</summary>
    public IProgress<ImageProgress>? Progress { get; init; }
}
