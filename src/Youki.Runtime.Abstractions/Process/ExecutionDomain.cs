using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What the kernel says that the machine is. Source: personality(2).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionDomain>))]
public enum ExecutionDomain
{
    /// <summary>What it is.</summary>
    [JsonStringEnumMemberName("linux")]
    Linux,

    /// <summary>The 32-bit machine of its kind: <c>uname -m</c> is i686 on x86-64.</summary>
    [JsonStringEnumMemberName("linux32")]
    Linux32,
}
