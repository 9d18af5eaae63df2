using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Finds the credentials of a registry: in the options, in the options' files, and where podman and docker keep theirs.</summary>
internal sealed class CredentialStore(ImageOptions options, CredentialPaths paths, CredentialHelper helper, RegistryLog log)
{
    public CredentialPaths Paths => paths;

    public CredentialHelper Helper => helper;

    /// <summary>The credentials for an image's name in a registry. Null: nobody knows any.</summary>
    /// <exception cref="HostResourceException">A file cannot be read; the message names it.</exception>
    public async Task<RegistryCredentials?> FindAsync(string registry, string repository, CancellationToken cancellationToken)
    {
        if (RegistryEndpoints.OptionsOf(registry, options) is { UserName: { Length: > 0 } user } said)
        {
            return new RegistryCredentials { UserName = user, Password = said.Password ?? "" };
        }

        foreach (var path in options.CredentialFiles)
        {
            var document = CredentialFile.Read(path)
                ?? throw new HostResourceException("file", $"There is no '{path}', which {nameof(ImageOptions)}.{nameof(ImageOptions.CredentialFiles)} names. Make it, or take the name out.");
            if (await FindInAsync(document, registry, repository, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        foreach (var path in paths.All)
        {
            if (CredentialFile.Read(path) is { } document && await FindInAsync(document, registry, repository, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<RegistryCredentials?> FindInAsync(CredentialFileDocument document, string registry, string repository, CancellationToken cancellationToken)
    {
        if (CredentialFile.HelperOf(document, registry) is { } own)
        {
            return await AskAsync(own, registry, cancellationToken).ConfigureAwait(false);
        }

        return CredentialFile.Find(document, registry, repository)
            ?? (document.CredsStore is { Length: > 0 } common ? await AskAsync(common, registry, cancellationToken).ConfigureAwait(false) : null);
    }

    private async Task<RegistryCredentials?> AskAsync(string name, string registry, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var server in RegistryKeys.HelperNames(registry))
            {
                if (await helper.GetAsync(name, server, cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
        }
        catch (HostResourceException exception)
        {
            // Most images need no credentials; where this one does, the registry's refusal says so.
            log.HelperFailed(registry, exception.Message);
        }

        return null;
    }
}
