using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.Execution;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>What tests reach for behind the public members of a node.</summary>
internal static class NodeParts
{
    public const string CgroupRoot = "/sys/fs/cgroup";

    public static bool OnCgroupV2 => File.Exists($"{CgroupRoot}/cgroup.controllers");

    /// <summary>Another runtime on the node's directories, with a user's own contributors and providers.</summary>
    public static Task<YoukiRuntime> OpenRuntimeAsync(
        this TestNode node, IEnumerable<ISpecContributor> contributors, IEnumerable<IHostResourceProvider>? providers = null) =>
        node.UseAsync(new YoukiRuntime(RuntimeParts.Build(Options.Create(node.Options), NullLoggerFactory.Instance, TimeProvider.System, contributors, providers ?? [])));

    /// <summary>Another runtime on the node's directories, with a part of the spec that a user adds.</summary>
    public static Task<YoukiRuntime> OpenRuntimeAsync(this TestNode node, RuntimeSpec fragment) => node.OpenRuntimeAsync([new UserContributor(fragment)]);

    /// <summary>The OCI runtime itself, as the library calls it for this container.</summary>
    public static async Task<OciCli> RuntimeOfAsync(this TestNode node, ContainerId id)
    {
        var details = await node.Runtime.InspectContainerAsync(id, TestNode.Token);
        var handle = RuntimeHandle.Of(details.Runtime, BundleLayout.CommandLogDirectory(node.Options.BundleDirectory));
        return new OciCli(new ProcessRunner(NullLogger<ProcessRunner>.Instance, TimeProvider.System), handle, TimeProvider.System);
    }

    public static async Task<string> CgroupPathAsync(this TestNode node, ContainerId id) => (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).CgroupPath;

    /// <summary>Freezes the container as a commit does, until the answer is disposed.</summary>
    public static async Task<IAsyncDisposable> FreezeAsync(this TestNode node, ContainerId id)
    {
        // Its parts know the same files as the node's own runtime.
        var parts = RuntimeParts.Build(Options.Create(node.Options), NullLoggerFactory.Instance, TimeProvider.System, [], []);
        using var held = await parts.Services.LockAsync(id, TestNode.Token);
        return await parts.Freezer.FreezeAsync(parts.Services.Store.Read(id), TestNode.Token) ?? throw new InvalidOperationException($"{id} does not run.");
    }

    /// <summary>One pass over the node's logs, as its owner does it.</summary>
    public static Task KeepLogsAsync(this TestNode node) => node.Parts().LogKeeping.RunAsync(node.Id, TestNode.Token);

    /// <summary>The parts of another runtime on the node's directories, which owns nothing.</summary>
    public static RuntimeParts Parts(this TestNode node) => RuntimeParts.Build(Options.Create(node.Options), NullLoggerFactory.Instance, TimeProvider.System, [], []);

    public static BundleLayout Layout(this TestNode node, ContainerId id) => new(node.Options.BundleDirectory, id);

    /// <summary>The process id of the container's first process on the host.</summary>
    public static async Task<int> PidAsync(this TestNode node, ContainerId id) =>
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Pid ?? throw new InvalidOperationException($"{id} has no process.");

    /// <summary>A file of the container's cgroup: by the controller and name of version 1, or the name of version 2.</summary>
    public static async Task<string> CgroupFileAsync(this TestNode node, ContainerId id, string controller, string legacyName, string unifiedName)
    {
        var path = (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).CgroupPath;
        var file = OnCgroupV2 ? $"{CgroupRoot}{path}/{unifiedName}" : $"{CgroupRoot}/{controller}{path}/{legacyName}";
        return (await File.ReadAllTextAsync(file, TestNode.Token)).Trim();
    }
}
