using Youki.Runtime.Specs;

namespace Youki.Runtime.Processes;

/// <summary>What a process has where neither image nor configuration say otherwise: search path, home, working directory, umask, open files.</summary>
internal sealed class ProcessDefaultsContributor : ISpecContributor
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>As docker: what nearly every terminal understands, and what images have a description of.</summary>
    private const string TerminalKind = "TERM=xterm";

    /// <summary>Octal 0022. Without it the container has the umask of whoever called the runtime.</summary>
    private const uint Umask = 18;

    /// <summary>
    /// What the service units of Docker and containerd gave every container for years. Images of servers count on it, and few raise their own soft limit,
    /// so both limits are set. The host process's own hard limit bounds it: more needs CAP_SYS_RESOURCE.
    /// </summary>
    private const ulong OpenFiles = 1_048_576;

    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        var openFiles = Math.Min(OpenFiles, inputs.Host.OpenFilesHardLimit);
        return new()
        {
            Process = new OciProcess
            {
                Cwd = "/",
                Env = [$"PATH={SearchPath}", $"HOME={inputs.User!.Home}", .. inputs.Config.Terminal == true ? [TerminalKind] : Array.Empty<string>()],
                User = new OciUser { Umask = Umask },

                // A service that the kernel spares would have its containers spared as well.
                OomScoreAdj = inputs.Host.OomScoreAdj < 0 ? 0 : null,
                Rlimits = [new ProcessRlimit { Type = "RLIMIT_NOFILE", Soft = openFiles, Hard = openFiles }],
            },
        };
    }
}
