using Youki.Runtime.Specs;

namespace Youki.Runtime.Processes;

/// <summary>The process as the configuration asks for it: program, environment, working directory, user.</summary>
internal sealed class ProcessContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => new()
    {
        Process = new OciProcess
        {
            Terminal = inputs.Config.Terminal == true ? true : null,
            Args = ArgsOf(inputs.Config),
            Env = inputs.Config.EnvVars is { Count: > 0 } variables ? [.. variables.Select(variable => $"{variable.Key}={variable.Value}")] : null,
            Cwd = inputs.Config.WorkingDirectory,
            User = new OciUser { Uid = inputs.User!.Uid, Gid = inputs.User.Gid, AdditionalGids = GroupsOf(inputs.User) },
        },
    };

    /// <summary>As in Kubernetes: a command drops what the image says. Null: the program is the image's.</summary>
    internal static IReadOnlyList<string>? ArgsOf(ContainerConfig config) =>
        config.Command is { Count: > 0 } command ? [.. command, .. config.Args ?? []] : null;

    /// <summary>
    /// The primary group is always among them: a group's denial could else be evaded through a set-group-id program (CVE-2022-36109, moby),
    /// and youki 0.7.0 leaves the process the groups of its own caller where the list is empty (measured).
    /// </summary>
    private static IReadOnlyList<uint> GroupsOf(ContainerUser user) => [.. user.AdditionalGids.Prepend(user.Gid).Distinct()];
}
