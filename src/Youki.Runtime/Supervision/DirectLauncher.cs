using System.Globalization;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Makes a run without a monitor, for hosts that have none: its output goes to a file, and nobody learns its exit code.</summary>
internal sealed class DirectLauncher(OciClients clients) : IRunLauncher
{
    public async Task<LaunchedRun> LaunchAsync(LaunchPlan plan)
    {
        await clients.For(plan.Container.Runtime).CreateAsync(
            new CreateVerb { Id = plan.Container.Id, Bundle = plan.Bundle.Bundle, PidFile = plan.Run.PidFile },
            new DetachedOutput { File = plan.Bundle.RawLogFile },
            plan.TimeLimit).ConfigureAwait(false);
        var pid = int.Parse(await File.ReadAllTextAsync(plan.Run.PidFile).ConfigureAwait(false), CultureInfo.InvariantCulture);
        return new LaunchedRun(ProcessIdentity.Find(pid) ?? new(pid, 0), Monitor: null);
    }
}
