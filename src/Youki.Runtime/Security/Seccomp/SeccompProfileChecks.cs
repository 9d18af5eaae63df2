using System.Globalization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>What a profile may not say: what no runtime takes, what would not do what it says, and what would do nothing.</summary>
internal static class SeccompProfileChecks
{
    private const uint MaxErrno = 4095;
    private const uint MaxIndex = 5;

    public static IEnumerable<string> Of(SeccompProfile profile) =>
        [.. OfDefault(profile), .. OfPlaces(profile), .. (profile.Syscalls ?? []).SelectMany((rule, i) => OfRule(profile, rule, string.Create(CultureInfo.InvariantCulture, $"syscalls[{i}]")))];

    private static IEnumerable<string> OfDefault(SeccompProfile profile)
    {
        if (ActionError("defaultAction", profile.DefaultAction) is { } error)
        {
            yield return error;
        }

        if (profile.DefaultAction == SeccompWords.Notify)
        {
            yield return "defaultAction: no runtime takes SCMP_ACT_NOTIFY here: starting the container would wait for the listener itself.";
        }

        if (ErrnoError("defaultErrnoRet", profile.DefaultErrnoRet, profile.DefaultErrno) is { } number)
        {
            yield return number;
        }

        if (profile.ListenerPath is { } path && !ContainerPath.IsAbsolute(path))
        {
            yield return $"listenerPath: '{path}' is not absolute.";
        }
    }

    private static IEnumerable<string> OfPlaces(SeccompProfile profile)
    {
        if (profile is { Architectures.Count: > 0, ArchMap.Count: > 0 })
        {
            yield return "architectures: archMap says it already. Leave one out.";
        }

        var names = (profile.Architectures ?? []).Concat((profile.ArchMap ?? []).SelectMany(item => (item?.SubArchitectures ?? []).Append(item?.Architecture ?? string.Empty)));
        foreach (var name in names.Where(name => !SeccompWords.Architectures.Contains(name)))
        {
            yield return $"'{name}' is no architecture such as SCMP_ARCH_X86_64.";
        }

        foreach (var flag in (profile.Flags ?? []).Where(flag => !SeccompWords.Flags.Contains(flag)))
        {
            yield return $"flags: '{flag}' is none of {string.Join(", ", SeccompWords.Flags)}.";
        }
    }

    private static IEnumerable<string> OfRule(SeccompProfile profile, SeccompRule? rule, string place)
    {
        if (rule is null)
        {
            return [$"{place}: it may not be null."];
        }

        string?[] errors =
        [
            ActionError($"{place}.action", rule.Action),
            ErrnoError($"{place}.errnoRet", rule.ErrnoRet, rule.Errno),
            rule.AllNames.Any() ? null : $"{place}.names: a rule needs a system call.",
            NameError(profile, rule, place),
            NotifyError(profile, rule, place),
            .. new[] { rule.Includes, rule.Excludes }.Select(condition => KernelError(condition, place)),
            .. (rule.Args ?? []).Select(argument => ArgumentError(argument, place)),
        ];
        return errors.OfType<string>();
    }

    /// <summary>
    /// Runtimes drop names that they do not know. In docker's form, an unknown call may be allowed: such files know newer kernels, and where the kernel lacks the
    /// call, nothing is lost. A call that should be forbidden, and is not because of a slip of the pen, is another matter.
    /// </summary>
    private static string? NameError(SeccompProfile profile, SeccompRule rule, string place)
    {
        string[] unknown = [.. rule.AllNames.Where(name => name is null || !SystemCalls.IsKnown(name))];
        return unknown.Length == 0 || (profile.IsDockerForm && LetsMore(rule.Action, profile.DefaultAction)) ? null
            : $"{place}.names: Linux 6.18 has no system call {string.Join(", ", unknown.Select(name => $"'{name}'"))}; the runtime would pass over it without a word.";
    }

    private static bool LetsMore(string? action, string? other)
    {
        var order = SeccompWords.Actions.ToList();
        return order.IndexOf(action ?? string.Empty) > order.IndexOf(other ?? string.Empty);
    }

    private static string? NotifyError(SeccompProfile profile, SeccompRule rule, string place) => rule.Action != SeccompWords.Notify ? null
        : profile.ListenerPath is null ? $"{place}.action: SCMP_ACT_NOTIFY needs a listenerPath: the socket of whoever answers."
        : rule.AllNames.Contains("write") ? $"{place}.action: no runtime takes SCMP_ACT_NOTIFY for write, which it needs to reach the listener."
        : null;

    private static string? ActionError(string place, string? action) => action is null ? $"{place}: it is missing."
        : SeccompWords.Actions.Contains(action) ? null
        : $"{place}: '{action}' is none of {string.Join(", ", SeccompWords.Actions)}.";

    private static string? ErrnoError(string place, uint? number, string? name) => number > MaxErrno ? string.Create(CultureInfo.InvariantCulture, $"{place}: {number} is no error number.")
        : number is null && name is { Length: > 0 } ? $"{place}: '{name}' is given by name only. Give the number."
        : null;

    private static string? KernelError(SeccompCondition? condition, string place) => condition?.MinKernel is { } text && !Version.TryParse(text, out _)
        ? $"{place}.minKernel: '{text}' is no version such as 4.8."
        : null;

    private static string? ArgumentError(LinuxSeccompArg? argument, string place) => argument switch
    {
        null => $"{place}.args: it may not hold null.",
        { UnknownMembers: { Count: > 0 } more } => $"{place}.args: '{more.First().Key}' is unknown.",
        { Index: null or > MaxIndex } => $"{place}.args: a system call has arguments 0 to 5.",
        { Value: null } => $"{place}.args: a value to compare with is missing.",
        { Op: var op } when op is null || !SeccompWords.Operators.Contains(op) => $"{place}.args: '{op}' is none of {string.Join(", ", SeccompWords.Operators)}.",
        _ => null,
    };
}
