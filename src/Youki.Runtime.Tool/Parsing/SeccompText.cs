namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's <c>--security-opt seccomp=VALUE</c>: <c>unconfined</c>, <c>builtin</c> or <c>default</c>, or the file of a profile.</summary>
internal static class SeccompText
{
    public static SeccompConfig Parse(string text, string currentDirectory) => text switch
    {
        "unconfined" => new SeccompConfig { Unconfined = true },
        "builtin" or "default" => new SeccompConfig(),
        _ => new SeccompConfig { ProfilePath = Path.GetFullPath(text, currentDirectory) },
    };
}
