using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Gets a user and a password from the options, standard input, or the person at the terminal.</summary>
internal static class LoginPrompt
{
    private const string Path = "youkictl login";

    /// <exception cref="UsageException">Something is missing, and nobody is there to ask.</exception>
    public static async Task<RegistryCredentials> CredentialsAsync(ToolSession session, LoginRequest request, CancellationToken cancellationToken)
    {
        var user = request.UserName ?? await UserAsync(session, request, cancellationToken);
        var password = request.FromInput ? await FromInputAsync(session, request, cancellationToken)
            : request.Password is { } given ? Warned(session, given)
            : await AskedAsync(session, cancellationToken);
        return string.IsNullOrEmpty(user) || string.IsNullOrEmpty(password)
            ? throw new ToolException("a login needs a user and a password.")
            : new RegistryCredentials { UserName = user, Password = password };
    }

    private static async Task<string?> UserAsync(ToolSession session, LoginRequest request, CancellationToken cancellationToken)
    {
        if (request.FromInput || request.Password is not null || !session.Host.InputIsTerminal)
        {
            throw new UsageException("no user is named: give -u (--username).", Path);
        }

        return (await Prompt.AskAsync(session.Host, $"User for {request.Registry}: ", cancellationToken))?.Trim();
    }

    private static async Task<string> FromInputAsync(ToolSession session, LoginRequest request, CancellationToken cancellationToken)
    {
        if (request.Password is not null)
        {
            throw new UsageException("--password and --password-stdin exclude each other.", Path);
        }

        return await Prompt.ReadLineAsync(session.Host.Input, cancellationToken) ?? throw new ToolException("standard input holds no password.");
    }

    private static string Warned(ToolSession session, string password)
    {
        session.Warn("a password on the command line can be seen by all users of this host, and is kept by the shell: use --password-stdin.");
        return password;
    }

    private static async Task<string?> AskedAsync(ToolSession session, CancellationToken cancellationToken) => session.Host.InputIsTerminal
        ? await Prompt.AskSecretAsync(session.Host, "Password: ", cancellationToken)
        : throw new UsageException("no password is given: send it to standard input with --password-stdin.", Path);
}
