using System.Text;
using Microsoft.Extensions.Logging;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Security;

/// <summary>Sees to it that a container's AppArmor profile is loaded: one that is named, or the default one, which it loads once in a boot and when its text has changed.</summary>
internal sealed partial class AppArmorProvider(IProcessRunner runner, ILogger<AppArmorProvider> logger) : IHostResourceProvider
{
    public const string ResourceKind = "apparmor";

    /// <summary>The name of the profile, in what was taken.</summary>
    public const string ProfileKey = "profile";

    private const string Parser = "apparmor_parser";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [];

    /// <summary>Whether this host can load the default profile.</summary>
    public static bool CanLoad => SecurityModules.HasAppArmor && ProgramFinder.Find(Parser) is not null && SecurityModules.LoadedProfiles() is not null;

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (AppArmorChoice.IsUnconfined(inputs.Config))
        {
            return null;
        }

        if (inputs.Config.Security?.AppArmorProfile is { } named && named != DefaultProfile.Name)
        {
            return Holding(named);
        }

        if (!CanLoad)
        {
            return null;
        }

        if (SecurityModules.LoadedProfiles()?.Contains(DefaultProfile.MarkName) != true)
        {
            await LoadAsync(inputs.ContainerId, cancellationToken).ConfigureAwait(false);
        }

        return Holding(DefaultProfile.Name);
    }

    /// <summary>Profiles stay loaded: others use them as well.</summary>
    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task LoadAsync(ContainerId id, CancellationToken cancellationToken)
    {
        var result = await runner.CaptureAsync(
            new CommandLine
            {
                Program = Parser,
                Arguments = ["--replace", "--skip-cache"],
                StandardInput = Encoding.UTF8.GetBytes(DefaultProfile.Text),
                TimeLimit = TimeLimit,
                Interruptible = false,
                Title = "apparmor_parser",
            },
            cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new HostResourceException(
                ResourceKind,
                $"The AppArmor profile '{DefaultProfile.Name}' of container {id} could not be loaded: apparmor_parser ended with code {result.ExitCode} and said '{result.Stderr.Trim()}'. "
                + $"Mend it, or set {nameof(ContainerConfig)}.{nameof(ContainerConfig.Security)}.{nameof(SecurityConfig.AppArmorProfile)} to a profile of your own or to {AppArmorChoice.Unconfined}.")
            {
                ContainerId = id,
            };
        }

        LogLoaded(DefaultProfile.Name, DefaultProfile.Mark);
    }

    private static HostResource Holding(string profile) => new() { Data = new Dictionary<string, string> { [ProfileKey] = profile } };

    [LoggerMessage(EventId = 860, Level = LogLevel.Information, Message = "Loaded the AppArmor profile {Profile} ({Mark})")]
    private partial void LogLoaded(string profile, string mark);
}
