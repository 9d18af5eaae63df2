using System.CommandLine;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>What the container's processes may do.</summary>
internal sealed class SecurityGroup : IContainerOptionGroup
{
    private readonly Option<string[]> _add = Opt.Many("--cap-add", null, "CAPABILITY", "Give a capability such as NET_ADMIN, or ALL; may be repeated");
    private readonly Option<string[]> _drop = Opt.Many("--cap-drop", null, "CAPABILITY", "Take a capability away, or ALL; may be repeated");
    private readonly Option<string[]> _ambient = Opt.Many("--cap-ambient", null, "CAPABILITY", "Let a user other than root use a capability that the container has; may be repeated");
    private readonly Option<string[]> _options = Opt.Many("--security-opt", null, "KEY[=VALUE]", $"One of {SecurityOptions.Keys}; may be repeated");
    private readonly Option<bool> _privileged = Opt.Flag("--privileged", null, "All capabilities and devices of the host, nothing hidden; root in it is root of the host");

    public string Title => "Security";

    public IReadOnlyList<Option> Options => [_add, _drop, _ambient, _options, _privileged];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host)
    {
        var capabilities = new CapabilityConfig { Add = Names(parse, _add), Drop = Names(parse, _drop), Ambient = Names(parse, _ambient) };
        if (capabilities != new CapabilityConfig())
        {
            config = config with { Security = (config.Security ?? new SecurityConfig()) with { Capabilities = capabilities } };
        }

        config = parse.GetValue(_privileged) ? config with { Privileged = true } : config;
        return parse.GetValue(_options)!.Aggregate(config, (current, option) => SecurityOptions.Apply(current, option, host));
    }

    private static string[]? Names(ParseResult parse, Option<string[]> option)
    {
        string[] names = [.. parse.GetValue(option)!.SelectMany(text => text.Split(',')).Select(text => text.Trim())];
        return names.Length > 0 ? names : null;
    }
}
