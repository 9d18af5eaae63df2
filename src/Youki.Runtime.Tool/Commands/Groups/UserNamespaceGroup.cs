using System.CommandLine;
using Youki.Runtime.Specs;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>Which ids of the host the container's users are.</summary>
internal sealed class UserNamespaceGroup : IContainerOptionGroup
{
    private readonly Option<string?> _userns = Opt.Text("--userns", null, "MODE", "host (the default), auto, or auto:size=N: ids of the host that no other container has");
    private readonly Option<string[]> _uidMap = Opt.Many("--uidmap", null, "ID:HOST[:SIZE]", "Map these users of the container to the host's; may be repeated");
    private readonly Option<string[]> _gidMap = Opt.Many("--gidmap", null, "ID:HOST[:SIZE]", "As --uidmap, of groups; if only one of both is given, it is for both");

    public string Title => "User namespace";

    public IReadOnlyList<Option> Options => [_userns, _uidMap, _gidMap];

    public ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host)
    {
        var (mode, uids, gids) = (parse.GetValue(_userns) is { } text ? UserNamespaceText.Parse(text) : null, MapOf(parse.GetValue(_uidMap)!), MapOf(parse.GetValue(_gidMap)!));
        if (uids is null && gids is null)
        {
            return config with { UserNamespace = mode };
        }

        return mode is null
            ? config with { UserNamespace = new UserNamespaceConfig { Mode = UserNamespaceMode.Explicit, UidMappings = uids, GidMappings = gids } }
            : throw new UsageException("--uidmap and --gidmap make a user namespace of their own: leave --userns out.");
    }

    private static List<LinuxIdMapping>? MapOf(string[] texts) => texts.Length > 0 ? [.. texts.Select(UserNamespaceText.ParseRange)] : null;
}
