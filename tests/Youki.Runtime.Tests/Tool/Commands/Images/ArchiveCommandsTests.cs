using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class ArchiveCommandsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youkictl-").FullName;
    private readonly ToolHarness _tool;

    public ArchiveCommandsTests() => _tool = new ToolHarness { CurrentDirectory = _directory };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Import_tells_the_names()
    {
        var outcome = await _tool.RunAsync("image", "import", "web.tar");

        outcome.Should().Be(new ToolOutcome(0, $"Loaded image: alpine:3, alpine:3.20\nLoaded image ID: {_tool.Images.Images[1].Id}\n", string.Empty));
        _tool.Images.Calls.Should().Equal($"import {_directory}/web.tar");
    }

    [Fact]
    public async Task Load_reads_standard_input_and_leaves_no_file()
    {
        _tool.Input = [1, 2, 3];

        (await _tool.RunAsync("load")).ExitCode.Should().Be(0);

        _tool.Images.Imported.Should().Equal(1, 2, 3);
        File.Exists(_tool.Images.Calls.Single()["import ".Length..]).Should().BeFalse();
    }

    [Fact]
    public async Task Load_from_a_terminal_is_a_usage_error()
    {
        _tool.InputIsTerminal = true;

        (await _tool.RunAsync("load")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Export_writes_to_standard_output()
    {
        var outcome = await _tool.RunAsync("image", "export", "alpine:3", "web:1");

        outcome.Should().Be(new ToolOutcome(0, "archive", string.Empty));
        _tool.Images.Calls.Should().Equal("export alpine:3 web:1 Oci");
    }

    [Theory]
    [InlineData("save", "Docker")]
    [InlineData("save --format oci", "Oci")]
    [InlineData("image export --format=docker", "Docker")]
    public async Task Export_writes_the_kind_of_archive_that_is_asked_for(string command, string expected)
    {
        await _tool.RunAsync([.. command.Split(' '), "-o", "out.tar", "web"]);

        _tool.Images.Calls.Should().Equal($"export web {expected}");
        (await File.ReadAllTextAsync(Path.Combine(_directory, "out.tar"), TestContext.Current.CancellationToken)).Should().Be("archive");
    }

    [Fact]
    public async Task Export_to_a_terminal_is_refused()
    {
        _tool.OutputIsTerminal = true;

        var outcome = await _tool.RunAsync("save", "web");

        outcome.ExitCode.Should().Be(2);
        outcome.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Export_that_fails_leaves_the_former_file()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "out.tar"), "former", TestContext.Current.CancellationToken);
        _tool.Images.Failure = new ImageException("web", "no blobs");

        var outcome = await _tool.RunAsync("save", "-o", "out.tar", "web");

        outcome.Should().Be(new ToolOutcome(1, string.Empty, "youkictl: no blobs\n"));
        Directory.GetFiles(_directory).Should().Equal(Path.Combine(_directory, "out.tar"));
        (await File.ReadAllTextAsync(Path.Combine(_directory, "out.tar"), TestContext.Current.CancellationToken)).Should().Be("former");
    }

    [Fact]
    public async Task Export_of_a_container_writes_its_files()
    {
        var container = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("export", "web");

        outcome.Should().Be(new ToolOutcome(0, "files", string.Empty));
        _tool.Images.Calls.Should().Equal($"export {container.Status.Id}");
    }

    [Fact]
    public async Task Diff_prints_a_letter_and_a_harmless_path()
    {
        _tool.Runtime.Add("web");
        _tool.Images.Changes.AddRange([new(FileChangeKind.Added, "/a\n"), new(FileChangeKind.Modified, "/b"), new(FileChangeKind.Deleted, "/c")]);

        (await _tool.RunAsync("diff", "web")).Output.Should().Be("A /a\\u000a\nC /b\nD /c\n");
    }

    [Fact]
    public async Task Diff_json_names_the_kind()
    {
        _tool.Runtime.Add("web");
        _tool.Images.Changes.Add(new(FileChangeKind.Deleted, "/c"));

        (await _tool.RunAsync("diff", "--format=json", "web")).Output.Should().Contain("\"kind\": \"deleted\"").And.Contain("\"path\": \"/c\"");
    }
}
