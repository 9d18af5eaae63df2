using System.CommandLine;

namespace Youki.Runtime.Tool.Commands;

/// <summary>A command with what its help says beyond names.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    private readonly List<(string Title, IReadOnlyList<Option> Options)> _groups = [];

    /// <summary>The heading under which the parent's help lists it.</summary>
    public string? Group { get; init; }

    public IReadOnlyList<string> Examples { get; init; } = [];

    public IReadOnlyList<string> ExitStatus { get; init; } = [];

    /// <summary>Options end at the first operand: what follows belongs to the container's command.</summary>
    public bool OptionsFirst { get; init; }

    public IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> OptionGroups => _groups;

    public void AddGroup(string title, params IReadOnlyList<Option> options)
    {
        _groups.Add((title, options));
        foreach (var option in options)
        {
            Add(option);
        }
    }
}
