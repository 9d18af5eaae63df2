using System.CommandLine;

namespace Youki.Runtime.Tool.Commands;

/// <summary>Options of docker's that no container of today can be given: whoever brings them along is told why, and what to say instead.</summary>
internal static class RefusedLimits
{
    private static readonly (string Name, ArgumentArity Arity, string Reason)[] Known =
    [
        ("--oom-kill-disable", ArgumentArity.Zero, "processes would hang for good where memory runs out, and cgroup v2 has no such thing. Use --memory-reservation, or --memory-high."),
        ("--memory-swappiness", ArgumentArity.ExactlyOne, "cgroup v2 has no such thing. Use --memory-swap to bound swap."),
        ("--kernel-memory", ArgumentArity.ExactlyOne, "the kernel counts its own memory with the container's. Use --memory."),
        ("--cpu-rt-period", ArgumentArity.ExactlyOne, "cgroup v2 has no limits of real-time processes, and few kernels have them at all."),
        ("--cpu-rt-runtime", ArgumentArity.ExactlyOne, "cgroup v2 has no limits of real-time processes, and few kernels have them at all."),
        ("--cpu-count", ArgumentArity.ExactlyOne, "it is for Windows. Use --cpus."),
        ("--cpu-percent", ArgumentArity.ExactlyOne, "it is for Windows. Use --cpus."),
        ("--io-maxbandwidth", ArgumentArity.ExactlyOne, "it is for Windows. Use --device-read-bps and --device-write-bps."),
        ("--io-maxiops", ArgumentArity.ExactlyOne, "it is for Windows. Use --device-read-iops and --device-write-iops."),
    ];

    public static IEnumerable<Option> Create()
    {
        foreach (var (name, arity, reason) in Known)
        {
            Option option = arity.Equals(ArgumentArity.Zero) ? new Option<bool>(name) : new Option<string?>(name);
            option.Hidden = true;
            option.Arity = arity;
            option.Validators.Add(result =>
            {
                if (!result.Implicit)
                {
                    result.AddError($"{name} is not supported: {reason}");
                }
            });
            yield return option;
        }
    }
}
