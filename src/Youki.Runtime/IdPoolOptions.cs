namespace Youki.Runtime;

/// <summary>
/// Which ids of the host are given to containers with an automatic user namespace, to each its own. They must be nobody else's: no account's, and no
/// other program's that makes user namespaces.
/// </summary>
public sealed class IdPoolOptions
{
    /// <summary>The first id, of users and of groups. It goes with <see cref="Count"/>.</summary>
    /// <value>The default value is null: the ids are those that <see cref="User"/> has in <c>/etc/subuid</c> and <c>/etc/subgid</c>. From 65,536 on.</value>
    public uint? FirstId { get; set; }

    /// <summary>How many ids there are from <see cref="FirstId"/> on; a container takes 65,536 unless it says otherwise.</summary>
    /// <value>The default value is null, as of <see cref="FirstId"/>.</value>
    public uint? Count { get; set; }

    /// <summary>Whose subordinate ids are given away, where <see cref="FirstId"/> is not set: a name, or a number, as these files have it.</summary>
    /// <value>The default value is <c>containers</c>. It need not be an account of the host.</value>
    public string User { get; set; } = "containers";

    /// <summary>
    /// Where it is kept which container has which ids. All that give away the same ids must use the same directory, whatever their bundle directories are;
    /// it must outlive a reboot, as the containers' files do.
    /// </summary>
    /// <value>The default value is <c>/var/lib/orchestrator/id-ranges</c>; for an ordinary user, <c>orchestrator/id-ranges</c> below <c>$XDG_DATA_HOME</c>.</value>
    public string Directory { get; set; } = DefaultDirectories.IdRanges;
}
