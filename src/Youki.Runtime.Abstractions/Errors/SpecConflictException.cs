namespace Youki.Runtime;

/// <summary>Two contributors of one stage set a member of the OCI runtime spec to different values.</summary>
public sealed class SpecConflictException : YoukiException
{
    /// <summary>Makes the exception for a member and its two authors.</summary>
    public SpecConflictException(string field, string first, string second)
        : base($"{first} and {second} disagree on '{field}' of the OCI runtime spec. Let one of them speak in a later stage, or leave the member to the other.")
    {
        Field = field;
        First = first;
        Second = second;
    }

    /// <summary>The member's path, such as <c>process.cwd</c>.</summary>
    public string Field { get; }

    /// <summary>Who set it first.</summary>
    public string First { get; }

    /// <summary>Who set it to something else.</summary>
    public string Second { get; }
}
