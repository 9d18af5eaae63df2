namespace Youki.Runtime;

/// <summary>Keeps the credentials of registries, where docker and podman keep theirs.</summary>
public interface IRegistryAccounts
{
    /// <summary>Asks a registry whether it takes the credentials, and stores them for later pulls and pushes.</summary>
    /// <param name="registry">Host and port, such as <c>docker.io</c> or <c>localhost:5000</c>.</param>
    /// <param name="credentials">What to store.</param>
    /// <param name="cancellationToken">Ends it; nothing is stored.</param>
    /// <returns>Where they are stored: a file's path, or the name of a credential helper.</returns>
    /// <exception cref="RegistryException">The registry does not take them, or could not be reached. Nothing is stored.</exception>
    Task<string> LoginAsync(string registry, RegistryCredentials credentials, CancellationToken cancellationToken = default);

    /// <summary>Forgets the credentials of a registry.</summary>
    /// <returns>Whether there were any.</returns>
    Task<bool> LogoutAsync(string registry, CancellationToken cancellationToken = default);
}
