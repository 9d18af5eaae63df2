namespace Youki.Runtime;

/// <summary>Why a container cannot have a device.</summary>
public enum DeviceFailure
{
    /// <summary>There is none of this path or name.</summary>
    NotFound,

    /// <summary>What is there is no device.</summary>
    NotADevice,

    /// <summary>Two that are asked for, or two descriptions of one, contradict each other.</summary>
    Conflict,
}
