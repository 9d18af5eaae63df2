using System.Text.Json.Nodes;

namespace Youki.Runtime.Bench;

/// <summary>
/// Bundles for the sides without the library, with the config.json that the library writes for the same container and runtime. Only the root file system is
/// the image itself: who works by hand mounts no overlay.
/// </summary>
internal sealed class RawBundle(Workspace workspace, string spec, string directory)
{
    private int _last;

    /// <summary>Has the library write its config.json once, and takes that for all.</summary>
    public static async Task<RawBundle> OfAsync(Workspace workspace, string runtime, string directory)
    {
        var node = NodeId.Parse("template");
        await using var library = YoukiRuntime.Create(workspace.Options(runtime, $"{directory}-template"));
        await library.InitializeNodeAsync(node);
        var id = await library.CreateContainerAsync(workspace.Config, new() { NodeId = node, Start = false });
        var spec = await File.ReadAllTextAsync(Path.Combine((await library.InspectContainerAsync(id)).BundlePath, "config.json"));
        await library.RemoveContainerAsync(id, new() { Force = true });
        return new RawBundle(workspace, spec, workspace.At(directory));
    }

    public string StateDirectory => Path.Combine(directory, "state");

    /// <summary>Makes the bundle of a new container; its directory is named like the container.</summary>
    public (string Id, string Bundle) Make()
    {
        var id = $"{Path.GetFileName(directory)}-{Interlocked.Increment(ref _last):d6}-by-hand";
        var bundle = Directory.CreateDirectory(Path.Combine(directory, id)).FullName;
        var document = JsonNode.Parse(spec)!.AsObject();
        document["hostname"] = id;
        document["root"]!["path"] = workspace.ImageDirectory;
        document["linux"]!["cgroupsPath"] = $"{workspace.CgroupParent}/{id}";
        File.WriteAllText(Path.Combine(bundle, "config.json"), document.ToJsonString());
        return (id, bundle);
    }
}
