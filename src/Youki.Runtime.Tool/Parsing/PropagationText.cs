namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's words for the propagation of a mount.</summary>
internal static class PropagationText
{
    public static MountPropagation Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is not a propagation: give private, rprivate, slave, rslave, shared or rshared");

    public static MountPropagation? TryParse(string text) => text switch
    {
        "private" => MountPropagation.Private,
        "rprivate" => MountPropagation.RecursivePrivate,
        "slave" => MountPropagation.Slave,
        "rslave" => MountPropagation.RecursiveSlave,
        "shared" => MountPropagation.Shared,
        "rshared" => MountPropagation.RecursiveShared,
        _ => null,
    };
}
