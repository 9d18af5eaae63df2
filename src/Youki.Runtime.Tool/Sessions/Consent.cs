namespace Youki.Runtime.Tool.Sessions;

/// <summary>Asks before something goes that does not come back.</summary>
internal static class Consent
{
    /// <param name="session">Who is asked.</param>
    /// <param name="command">The command that asks.</param>
    /// <param name="consequence">What will happen, as sentences; of several lines where need be.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <exception cref="UsageException">Nobody is there to answer.</exception>
    public static async Task<bool> AskAsync(ToolSession session, string command, string consequence, CancellationToken cancellationToken)
    {
        if (!session.Host.InputIsTerminal)
        {
            throw new UsageException($"'{command}' asks before it removes, and nobody is there to answer: give --force.");
        }

        var answer = await Prompt.AskAsync(session.Host, $"{consequence}{(consequence.EndsWith('\n') ? string.Empty : " ")}Go on? [y/N] ", cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
