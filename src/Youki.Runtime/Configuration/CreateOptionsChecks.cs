using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks where a container is to belong and what is run when it has ended.</summary>
internal static class CreateOptionsChecks
{
    private const string ExitCommand = nameof(CreateContainerOptions.ExitCommand);

    public static IEnumerable<string> Of(CreateContainerOptions options)
    {
        if (options.NodeId == default)
        {
            yield return "NodeId: default names no node; use NodeId.Parse.";
        }

        if (options.WorkloadId == default(WorkloadId))
        {
            yield return "WorkloadId: default names no workload; use WorkloadId.Parse, or null for none.";
        }

        if (options.PodId == default(PodId))
        {
            yield return "PodId: default names no pod; use PodId.Parse, or null for none.";
        }

        if (options.ContainerId == default(ContainerId))
        {
            yield return "ContainerId: default names no container; use ContainerId.Parse, or null for a new one.";
        }

        foreach (var error in PullErrors(options.Pull).Concat(ExitCommandErrors(options.ExitCommand)))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> PullErrors(PullOptions? pull)
    {
        if (pull is not null && !Enum.IsDefined(pull.Policy))
        {
            yield return $"Pull.Policy: {(int)pull.Policy} is no policy.";
        }

        if (pull?.Platform == default(ImagePlatform))
        {
            yield return "Pull.Platform: default is no platform; use ImagePlatform.Parse, or null for this host's.";
        }

        // Passwords are secrets: never part of a message.
        if (pull?.Credentials is { } credentials && credentials.IdentityToken is not { Length: > 0 } && (credentials.UserName is not { Length: > 0 } || credentials.Password is null))
        {
            yield return "Pull.Credentials: give a user name and a password, or an identity token; null for those of the options and of docker login.";
        }
    }

    private static IEnumerable<string> ExitCommandErrors(IReadOnlyList<string>? command)
    {
        if (command is { Count: 0 })
        {
            yield return $"{ExitCommand}: it may not be empty; use null for none.";
        }
        else if (command?[0] is { } program && !ContainerPath.IsAbsolute(program))
        {
            yield return $"{ExitCommand}[0]: {Quote(program)} is not an absolute path.";
        }

        foreach (var error in ProcessChecks.ListErrors(ExitCommand, command))
        {
            yield return error;
        }
    }
}
