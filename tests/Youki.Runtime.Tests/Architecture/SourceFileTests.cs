namespace Youki.Runtime.Tests.Architecture;

public sealed class SourceFileTests
{
    private const int MaxLines = 300;

    [Fact]
    public void Files_are_short()
    {
        var tooLong = SourceFile.All.Where(file => file.Lines.Length > MaxLines).Select(file => $"{file.Path}: {file.Lines.Length} lines");

        tooLong.ShouldBeNone($"a file has at most {MaxLines} lines");
    }

    [Fact]
    public void Files_hold_one_type_each()
    {
        var crowded = SourceFile.All
            .Select(file => (file.Path, Types: file.TopLevelTypes.ToList()))
            .Where(file => file.Types.Count > 1)
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");

        crowded.ShouldBeNone("a file holds one top-level type");
    }

    [Fact]
    public void Files_are_found_and_read()
    {
        var file = SourceFile.All.Should().ContainSingle(file => file.Path == "Youki.Runtime/Native/NativeException.cs").Subject;

        file.Folder.Should().Be("Native");
        file.TopLevelTypes.Should().Equal("NativeException");
    }
}
