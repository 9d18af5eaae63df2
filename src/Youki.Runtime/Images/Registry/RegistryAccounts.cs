using System.Net;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Registry.Credentials;

namespace Youki.Runtime.Images.Registry;

/// <summary>Keeps credentials where podman and docker keep theirs, so that all of them know the same.</summary>
internal sealed class RegistryAccounts(RegistryClients clients, ImageOptions options, CredentialStore credentials, CredentialFileWriter writer, RegistryLog log) : IRegistryAccounts
{
    public async Task<string> LoginAsync(string registry, RegistryCredentials given, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.IdentityToken is null && (string.IsNullOrEmpty(given.UserName) || given.Password is null))
        {
            throw new ArgumentException("Credentials are a user and a password, or an identity token.", nameof(given));
        }

        if (given.UserName?.Contains(':', StringComparison.Ordinal) == true)
        {
            throw new ArgumentException("A user's name has no colon.", nameof(given));
        }

        var name = NameOf(registry);
        await CheckAsync(name, given, cancellationToken).ConfigureAwait(false);
        var place = await StoreAsync(name, given, cancellationToken).ConfigureAwait(false);
        log.LoggedIn(name, place);
        WarnOfHidden(name);
        return place;
    }

    public async Task<bool> LogoutAsync(string registry, CancellationToken cancellationToken = default)
    {
        var name = NameOf(registry);
        var any = false;
        foreach (var path in credentials.Paths.All)
        {
            if (CredentialFile.Read(path) is not { } document)
            {
                continue;
            }

            if ((CredentialFile.HelperOf(document, name) ?? document.CredsStore) is { Length: > 0 } helper)
            {
                any |= await EraseAsync(helper, name, cancellationToken).ConfigureAwait(false);
            }

            if (document.Auths?.Keys.Any(key => RegistryKeys.Names(key, name)) == true && await writer.RemoveAsync(path, name, cancellationToken).ConfigureAwait(false))
            {
                any = true;
                log.LoggedOut(name, path);
            }
        }

        return any;
    }

    private static string NameOf(string registry)
    {
        ArgumentException.ThrowIfNullOrEmpty(registry);
        if (RegistryKeys.Names(registry, ImageReference.DefaultRegistry))
        {
            return ImageReference.DefaultRegistry;
        }

        return RegistryAddress.TryParse(registry) is { Scheme: null, Prefix: "" } address
            ? address.Host
            : throw new ArgumentException($"'{RegistryErrorBody.Clean(registry)}' is no registry: host and port, such as 'localhost:5000'.", nameof(registry));
    }

    private async Task CheckAsync(string registry, RegistryCredentials given, CancellationToken cancellationToken)
    {
        using var session = clients.OpenSession(registry, RegistryEndpoints.Itself(registry, "", options), "", given, options.MaxRetries);
        var request = new RegistryRequest { Method = HttpMethod.Get, Path = "/v2/", What = "the login" };
        try
        {
            await session.RunAsync(
                async token =>
                {
                    using var answer = await session.SendOnceAsync(request, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (RegistryException exception) when (exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new RegistryException(
                registry, registry, $"Registry '{registry}' does not take these credentials for user '{given.UserName ?? "(token)"}'. Nothing was stored. {exception.Message}", exception.StatusCode, exception);
        }
        catch (ImageNotFoundException exception)
        {
            throw new RegistryException(registry, registry, $"'{registry}' is no registry: it has no '/v2/'. Nothing was stored.", HttpStatusCode.NotFound, exception);
        }
    }

    private async Task<string> StoreAsync(string registry, RegistryCredentials given, CancellationToken cancellationToken)
    {
        var path = PlaceFor(registry);
        var document = CredentialFile.Read(path) ?? CredentialFileDocument.Empty;
        if ((CredentialFile.HelperOf(document, registry) ?? document.CredsStore) is not { Length: > 0 } helper)
        {
            await writer.StoreAsync(path, registry, given, cancellationToken).ConfigureAwait(false);
            return path;
        }

        await credentials.Helper.StoreAsync(helper, RegistryKeys.StoredName(registry), given, cancellationToken).ConfigureAwait(false);

        // An older entry of the file would go before the helper.
        if (document.Auths?.Keys.Any(key => RegistryKeys.Names(key, registry)) == true)
        {
            await writer.RemoveAsync(path, registry, cancellationToken).ConfigureAwait(false);
        }

        return CredentialHelper.Program(helper);
    }

    /// <summary>Where the registry is known already, else the first file that is there, else podman's own that a reboot does not empty.</summary>
    private string PlaceFor(string registry)
    {
        if (credentials.Paths.Named is { } named)
        {
            return named;
        }

        var present = credentials.Paths.All.Select(path => (Path: path, Document: CredentialFile.Read(path))).Where(file => file.Document is not null).ToList();
        return present.Where(file => Knows(file.Document!, registry)).Concat(present).Select(file => file.Path).FirstOrDefault()
            ?? credentials.Paths.Durable
            ?? credentials.Paths.All[^1];
    }

    private static bool Knows(CredentialFileDocument document, string registry) =>
        CredentialFile.HelperOf(document, registry) is not null || document.Auths?.Keys.Any(key => RegistryKeys.Names(key, registry)) == true;

    private async Task<bool> EraseAsync(string helper, string registry, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var server in RegistryKeys.HelperNames(registry))
        {
            if (await credentials.Helper.GetAsync(helper, server, cancellationToken).ConfigureAwait(false) is not null)
            {
                await credentials.Helper.EraseAsync(helper, server, cancellationToken).ConfigureAwait(false);
                var program = CredentialHelper.Program(helper);
                log.LoggedOut(registry, program);
                any = true;
            }
        }

        return any;
    }

    private void WarnOfHidden(string registry)
    {
        if (RegistryEndpoints.OptionsOf(registry, options)?.UserName is { Length: > 0 })
        {
            log.LoginHidden(registry, nameof(RegistryOptions));
        }
        else if (options.CredentialFiles.FirstOrDefault(path => CredentialFile.Read(path) is { } document && Knows(document, registry)) is { } path)
        {
            log.LoginHidden(registry, path);
        }
    }
}
