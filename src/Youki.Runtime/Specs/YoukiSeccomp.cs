namespace Youki.Runtime.Specs;

/// <summary>
/// Says masked comparisons of system call filters in youki's way. The specification has the mask in <c>value</c> and what is compared with in <c>valueTwo</c>; youki
/// takes them the other way round (read in 0.7.0 and later, libcontainer/src/seccomp/mod.rs, translate_op; measured: with docker's profile, clone(CLONE_NEWUSER)
/// is allowed, as whatever is masked with 0 equals 0). Should a youki come that takes them as specified, rules that allow would match nothing: programs
/// could not fork, but nothing forbidden would be allowed.
/// </summary>
internal static class YoukiSeccomp
{
    private const string MaskedEqual = "SCMP_CMP_MASKED_EQ";

    public static RuntimeSpec Translate(RuntimeSpec spec) => spec.Linux?.Seccomp is { Syscalls: { } rules } seccomp
        ? spec with { Linux = spec.Linux with { Seccomp = seccomp with { Syscalls = [.. rules.Select(Translate)] } } }
        : spec;

    private static LinuxSyscall Translate(LinuxSyscall rule) => rule.Args is { } arguments && arguments.Any(IsMasked)
        ? rule with { Args = [.. arguments.Select(argument => IsMasked(argument) ? argument with { Value = argument.ValueTwo ?? 0, ValueTwo = argument.Value } : argument)] }
        : rule;

    private static bool IsMasked(LinuxSeccompArg argument) => argument.Op == MaskedEqual;
}
