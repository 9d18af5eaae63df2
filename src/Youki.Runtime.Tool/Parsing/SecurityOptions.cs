namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's <c>--security-opt</c>, <c>KEY=VALUE</c> or <c>KEY:VALUE</c>. One line for each key.</summary>
internal static class SecurityOptions
{
    private static readonly Dictionary<string, Func<ContainerConfig, string?, ToolHost, ContainerConfig>> Readers = new()
    {
        ["no-new-privileges"] = (config, value, _) => With(config, security => security with { NoNewPrivileges = Truth(value) }),
        ["seccomp"] = (config, value, host) => With(config, security => security with { Seccomp = SeccompText.Parse(Needed(value), host.CurrentDirectory) }),
        ["apparmor"] = (config, value, _) => With(config, security => security with { AppArmorProfile = Needed(value) }),
        ["label"] = (config, value, _) => With(config, security => security with { Selinux = SelinuxText.Add(security.Selinux, Needed(value)) }),
        ["systempaths"] = (config, value, _) => value == "unconfined"
            ? With(config, security => security with { MaskedPaths = [], ReadonlyPaths = [] })
            : throw new FormatException("the value is unconfined."),
        ["mask"] = (config, value, _) => With(config, security => security with { AdditionalMaskedPaths = [.. security.AdditionalMaskedPaths ?? [], .. Needed(value).Split(':')] }),
    };

    /// <summary>The keys, for people.</summary>
    public static string Keys => string.Join(", ", Readers.Keys);

    /// <exception cref="UsageException">The key is unknown, or its value cannot be understood.</exception>
    public static ContainerConfig Apply(ContainerConfig config, string option, ToolHost host)
    {
        var end = option.IndexOfAny(['=', ':']);
        var (key, value) = end < 0 ? (option, null) : (option[..end], option[(end + 1)..]);
        if (!Readers.TryGetValue(key, out var read))
        {
            throw new UsageException($"'{option}' is not an option of security: {Keys} are.");
        }

        try
        {
            return read(config, value, host);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"'{option}' is not an option of security: {exception.Message}");
        }
    }

    private static ContainerConfig With(ContainerConfig config, Func<SecurityConfig, SecurityConfig> change) => config with { Security = change(config.Security ?? new SecurityConfig()) };

    private static bool Truth(string? value) => value is null || (bool.TryParse(value, out var truth) ? truth : throw new FormatException("the value is true or false."));

    private static string Needed(string? value) => value is { Length: > 0 } ? value : throw new FormatException("it needs a value.");
}
