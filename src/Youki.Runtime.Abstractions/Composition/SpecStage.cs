namespace Youki.Runtime;

/// <summary>When a contributor speaks. A later stage wins over an earlier one; two contributors of one stage may not disagree.</summary>
public enum SpecStage
{
    /// <summary>What every container starts from.</summary>
    Defaults = 0,

    /// <summary>What the image says.</summary>
    Image = 1,

    /// <summary>What the container's configuration says.</summary>
    Config = 2,

    /// <summary>What was acquired on the host for this container.</summary>
    Host = 3,

    /// <summary>What the user's own contributors say: the last word.</summary>
    User = 4,
}
