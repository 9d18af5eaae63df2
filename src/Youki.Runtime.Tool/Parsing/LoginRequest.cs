namespace Youki.Runtime.Tool.Parsing;

/// <summary>What the options of <c>login</c> ask for.</summary>
internal sealed record LoginRequest
{
    public required string Registry { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>The password comes from standard input.</summary>
    public bool FromInput { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(LoginRequest)} {{ {Registry}, {UserName} }}";
}
