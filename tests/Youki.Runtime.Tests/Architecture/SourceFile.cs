using System.Text.RegularExpressions;
using Youki.Runtime.Tests.Support;

namespace Youki.Runtime.Tests.Architecture;

/// <summary>A C# file below src/, as the architecture tests see it.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path)
    {
        Path = System.IO.Path.GetRelativePath(Repository.Source, path);
        Lines = File.ReadAllLines(path);
        Code = string.Join('\n', Lines.Where(line => !Comment().IsMatch(line)));
    }

    /// <summary>Relative to src/, such as <c>Youki.Runtime/Cli/OciCli.cs</c>.</summary>
    public string Path { get; }

    public string[] Lines { get; }

    /// <summary>The text without the lines that are comments.</summary>
    public string Code { get; }

    public string Project => Path.Split('/')[0];

    /// <summary>The slice; empty where the file lies directly in its project's directory.</summary>
    public string Folder => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    /// <summary>The names of the types that are not nested in another. File-scoped namespaces put them at the start of a line.</summary>
    public IEnumerable<string> TopLevelTypes => TypeDeclaration().Matches(Code).Select(match => match.Groups["name"].Value);

    public IEnumerable<string> StringLiterals => StringLiteral().Matches(Code).Select(match => match.Groups["text"].Value);

    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Directory.EnumerateFiles(Repository.Source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new SourceFile(path))];

    /// <summary>Whether the namespace <c>Youki.Runtime.{folder}</c> is imported or written out.</summary>
    public bool Names(string folder) => Regex.IsMatch(Code, $@"(?<!namespace )\bYouki\.Runtime\.{folder}\b");

    public bool Mentions(string word) => Regex.IsMatch(Code, $@"\b{Regex.Escape(word)}\b");

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|interface|enum|struct|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?.,\[\]]+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("""(?<!["\\'])"(?<text>(?:[^"\\\n]|\\.)*)"(?!")""")]
    private static partial Regex StringLiteral();
}
