namespace Youki.Runtime.Tool.Commands;

/// <summary>The headings of the root's help.</summary>
internal static class CommandGroups
{
    public const string Run = "Run containers";

    public const string See = "See what they do";

    public const string Images = "Images";

    public const string Host = "Look after the host";
}
