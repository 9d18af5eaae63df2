using System.CommandLine;
using Youki.Runtime.Tool.Commands.Groups;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Pods;

/// <summary><c>pod create</c>: makes a pod.</summary>
internal static class CreatePodCommand
{
    private const long Mebibyte = 1_048_576;

    private static readonly string[] Shares = ["net", "ipc", "uts", "pid"];

    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Description = "A name that no other pod has", Arity = ArgumentArity.ZeroOrOne };
        var labels = Opt.Many("--label", "-l", "KEY[=VALUE]", "A mark to filter by; may be repeated");
        var share = Opt.Text("--share", null, "LIST", "What its containers share, of net, ipc, uts and pid; default net,ipc,uts");
        var hostname = Opt.Text("--hostname", null, "NAME", "Host name of its containers; default its name");
        var sysctls = Opt.Many("--sysctl", null, "NAME=VALUE", "Set a parameter of the kernel in what is shared; may be repeated");
        var shm = Opt.Parsed("--shm-size", null, "SIZE", "Size of the shared /dev/shm, such as 256m; default 64m", ByteSize.Parse);
        var limits = new LimitGroup();
        var command = new ToolCommand("create", "Make a pod, and print its id.") { Examples = ["youkictl pod create web && youkictl run -d --pod web nginx", "youkictl pod create -m 512m --share net,ipc,uts,pid web"] };
        command.Add(name);
        command.AddGroup("Options", labels, share, hostname, sysctls, shm);
        command.AddGroup(limits.Title, [.. limits.Options]);
        command.SetAction((parse, _) =>
        {
            var config = Sharing(parse.GetValue(share)) with
            {
                Name = parse.GetValue(name),
                Labels = parse.GetValue(labels) is { Length: > 0 } marks ? marks.Select(LabelText.Parse).ToDictionary() : null,
                Hostname = parse.GetValue(hostname),
                Sysctls = parse.GetValue(sysctls) is { Length: > 0 } given ? NamespaceText.ParseSysctls(given) : null,
                ShmSizeBytes = parse.GetValue(shm),
                Limits = LimitsOf(limits.Apply(new ContainerConfig { Image = string.Empty }, parse, runner.Host)),
            };
            return runner.RunAsync(parse, (session, cancellationToken) => CreateAsync(session, config, cancellationToken));
        });
        return command;
    }

    private static async Task<int> CreateAsync(ToolSession session, PodConfig config, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        if (config.Name is { } name)
        {
            await session.PodFinder.CheckNameIsFreeAsync(name, cancellationToken);
        }

        var id = await session.Pods.CreatePodAsync(config, new CreatePodOptions { NodeId = session.Settings.Node }, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new CreatedResult { Id = id.Value }, ToolJson.Default.CreatedResult);
        }
        else
        {
            session.Out.WriteLine(id.Value);
        }

        return ExitCodes.Success;
    }

    private static PodConfig Sharing(string? list)
    {
        if (list is null)
        {
            return new PodConfig();
        }

        var shared = list.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return shared.FirstOrDefault(one => !Shares.Contains(one) && one != "none") is { } unknown
            ? throw new UsageException($"'{unknown}' cannot be shared: give a list of {string.Join(", ", Shares)}, or none.")
            : new PodConfig { ShareNetwork = shared.Contains("net"), ShareIpc = shared.Contains("ipc"), ShareUts = shared.Contains("uts"), SharePid = shared.Contains("pid") };
    }

    private static ResourceLimits? LimitsOf(ContainerConfig config) => config.ResourceRequests is not { } requests ? config.Limits : (config.Limits ?? new ResourceLimits()) with
    {
        CpuCores = config.Limits?.CpuCores ?? requests.CpuCores,
        MemoryBytes = config.Limits?.MemoryBytes ?? requests.MemoryMb * Mebibyte,
    };
}
