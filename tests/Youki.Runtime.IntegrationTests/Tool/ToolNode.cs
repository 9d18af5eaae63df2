using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>A node of a test's own that is worked on with the real tool.</summary>
internal sealed class ToolNode : IAsyncDisposable
{
    private readonly TestNode _node;

    private ToolNode(TestNode node) => _node = node;

    public static string Image => BusyboxImage.Reference;

    public TestNode Node => _node;

    // Nobody's own credentials are read or written.
    private Dictionary<string, string?> Environment => new()
    {
        ["HOME"] = Directory.CreateDirectory(_node.At("home")).FullName,
        ["XDG_RUNTIME_DIR"] = _node.At("home"),
        ["XDG_CONFIG_HOME"] = null,
        ["DOCKER_CONFIG"] = null,
        ["REGISTRY_AUTH_FILE"] = null,
    };

    private string[] Globals =>
    [
        "--runtime", _node.Options.Runtime, "--state-dir", _node.Options.StateDirectory, "--bundle-dir", _node.Options.BundleDirectory, "--image-dir", _node.Options.ImageDirectory,
        "--cgroup-parent", _node.Options.CgroupParent, "--node", _node.Id.Value,
    ];

    public static async Task<ToolNode> OpenAsync(string flavor = "youki") => new(await TestNode.OpenAsync(flavor));

    public static async Task<ToolNode> OpenAsync(Action<YoukiRuntimeOptions> configure) => new(await TestNode.OpenAsync("youki", configure));

    public ToolProcess Start(params string[] arguments) => ToolProcess.Start([.. Globals, .. arguments], Environment);

    public ToolTerminal StartOnTerminal(params string[] arguments) => ToolTerminal.Start(["dotnet", ToolProcess.Program, .. Globals, .. arguments], Environment);

    public async Task<ToolResult> RunAsync(params string[] arguments) => await RunAsync([], arguments);

    public async Task<ToolResult> RunAsync(byte[] input, params string[] arguments)
    {
        using var tool = ToolProcess.Start([.. Globals, .. arguments], Environment, input);
        return await tool.WaitAsync();
    }

    /// <summary>Runs the tool in a process in which a script has prepared something.</summary>
    public async Task<ToolResult> RunAfterAsync(string script, params string[] arguments)
    {
        using var tool = ToolProcess.Start([.. Globals, .. arguments], Environment, script: script);
        return await tool.WaitAsync();
    }

    /// <summary>Waits until a container has written a line.</summary>
    public Task SaysAsync(string name, string text) => TestNode.EventuallyAsync(
        async () => await _node.Runtime.ListContainersAsync(_node.Id, new ContainerFilter { Name = name }, TestNode.Token) is [{ } status]
            && (await _node.OutputAsync(status.Id)).Output.Contains(text, StringComparison.Ordinal),
        $"{name} says '{text}'");

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
