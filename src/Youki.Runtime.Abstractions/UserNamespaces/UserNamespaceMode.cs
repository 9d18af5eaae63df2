using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>How a container comes by the ids of its user namespace.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UserNamespaceMode>))]
public enum UserNamespaceMode
{
    /// <summary>It has none of its own: its ids are the host's.</summary>
    Host,

    /// <summary>A range of <c>YoukiRuntimeOptions.UserNamespaces</c> that no other container has, for as long as the container is there.</summary>
    Automatic,

    /// <summary>The mappings that are given. None of their ids may be in a range that another container has automatically.</summary>
    Explicit,
}
