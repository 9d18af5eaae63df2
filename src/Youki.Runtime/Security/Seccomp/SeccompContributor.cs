using System.Runtime.InteropServices;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>Which system calls the container's processes may make: a profile's conditions hang on the capabilities that all contributors together have given it.</summary>
internal sealed class SeccompContributor : IDerivedContributor
{
    public SpecStage Stage => SpecStage.Config;

    /// <summary>Nothing, before all others have spoken.</summary>
    public RuntimeSpec? Contribute(SpecInputs inputs) => null;

    public RuntimeSpec? Derive(SpecInputs inputs, RuntimeSpec composed)
    {
        // A user's own contributor has the last word.
        if (composed.Linux?.Seccomp is not null || SeccompProfiles.Of(inputs.Config) is not { } profile)
        {
            return null;
        }

        var capabilities = composed.Process?.Capabilities?.Bounding ?? [];
        var resolver = new SeccompResolver([.. capabilities], SeccompPlatform.Of(RuntimeInformation.OSArchitecture), inputs.Host.KernelVersion);
        return new RuntimeSpec { Linux = new LinuxSpec { Seccomp = resolver.Resolve(profile) } };
    }
}
