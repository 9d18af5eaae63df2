using System.CommandLine;

namespace Youki.Runtime.Tool.Commands.Groups;

/// <summary>Options of <c>run</c> and <c>create</c> that belong together: each group knows its own options and what they mean for the container.</summary>
internal interface IContainerOptionGroup
{
    /// <summary>What stands above them in the help.</summary>
    string Title { get; }

    IReadOnlyList<Option> Options { get; }

    /// <summary>The configuration with what the command line says.</summary>
    /// <exception cref="UsageException">A value cannot be understood.</exception>
    ContainerConfig Apply(ContainerConfig config, ParseResult parse, ToolHost host);
}
