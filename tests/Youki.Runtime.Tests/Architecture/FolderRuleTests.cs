using System.Text.RegularExpressions;

namespace Youki.Runtime.Tests.Architecture;

/// <summary>Reads src/Youki.Runtime and holds the rules of <see cref="FolderRules"/>.</summary>
public sealed class FolderRuleTests
{
    private static readonly SourceFile[] Files = [.. SourceFile.All.Where(file => file.Project == "Youki.Runtime")];

    /// <summary>Command-line words and messages of the OCI runtimes. The global options that conmon hands on are the same for all of them.</summary>
    private static readonly string[] RuntimeText = ["checkpointt", "--console-socket", "--preserve-fds", "does not exist."];

    [Fact]
    public void Folders_are_in_the_table() =>
        Files.Where(file => !FolderRules.MayKnow.ContainsKey(file.Folder)).Select(file => file.Path)
            .ShouldBeNone("every file belongs to a folder of the table");

    [Fact]
    public void Folders_know_only_what_the_table_allows()
    {
        var violations =
            from file in Files
            let allowed = FolderRules.MayKnow.GetValueOrDefault(file.Folder, [])
            from folder in FolderRules.MayKnow.Keys.Except([.. allowed, file.Folder, FolderRules.PublicSurface])
            where Knows(file, folder)
            select $"{file.Path} knows {folder}";

        violations.ShouldBeNone("an edge between folders is argued for in the table");
    }

    [Fact]
    public void Table_has_no_circle()
    {
        var remaining = FolderRules.MayKnow.ToDictionary();
        while (remaining.Keys.FirstOrDefault(folder => !remaining[folder].Any(remaining.ContainsKey)) is { } free)
        {
            remaining.Remove(free);
        }

        remaining.Keys.ShouldBeNone("data flows one way through the folders");
    }

    [Fact]
    public void Table_keeps_folders_of_one_kind_apart()
    {
        var edges =
            from kind in FolderRules.Strangers
            from folder in kind
            from other in FolderRules.MayKnow[folder].Intersect(kind)
            select $"{folder} knows {other}";

        edges.ShouldBeNone("folders of one kind meet only in data");
    }

    [Fact]
    public void Execution_alone_uses_CliWrap() =>
        Files.Where(file => file.Folder != "Execution" && file.Mentions("CliWrap")).Select(file => file.Path).ShouldBeNone("programs are run by Execution/");

    [Fact]
    public void Cli_alone_holds_the_runtimes_text()
    {
        var strays =
            from file in Files
            where file.Folder != "Cli"
            from literal in file.StringLiterals
            where RuntimeText.Any(literal.Contains) || (literal is "runc" or "crun" && file.Folder != "Configuration")
            select $"{file.Path}: \"{literal}\"";

        strays.ShouldBeNone("what differs between youki, runc and crun is data in Cli/");
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var strays =
            from file in Files
            let name = Regex.Match(file.Code, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value
            where !$"{name}.".StartsWith($"Youki.Runtime.{file.Folder}.", StringComparison.Ordinal) && !IsPublicNamespace(name)
            select $"{file.Path}: {name}";

        strays.ShouldBeNone("the namespace is the folder, or public");
    }

    // What users see lies in the root namespace, or where they look for AddX.
    private static bool IsPublicNamespace(string name) => name is "Youki.Runtime" or "Microsoft.Extensions.DependencyInjection";

    private static bool Knows(SourceFile file, string folder) =>
        file.Names(folder) && (!IsShared(folder) || TypesOf(folder).Any(file.Mentions));

    // Youki.Runtime.Specs is a namespace of the contracts too: there, only a type of the implementation's own counts.
    private static bool IsShared(string folder) =>
        SourceFile.All.Any(file => file.Project == "Youki.Runtime.Abstractions" && file.Code.Contains($"namespace Youki.Runtime.{folder};", StringComparison.Ordinal));

    private static IEnumerable<string> TypesOf(string folder) => Files.Where(file => file.Folder == folder).SelectMany(file => file.TopLevelTypes);
}
