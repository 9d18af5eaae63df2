namespace Youki.Runtime.IntegrationTests.Child;

/// <summary>What the process can be asked to do.</summary>
internal static class Operations
{
    public static Task RunAsync(YoukiRuntime runtime, NodeId node, string operation, string[] arguments) => operation switch
    {
        "create" => CreateAsync(runtime, node, arguments[0], arguments[1], arguments[2]),
        "create-mapped" => CreateAsync(runtime, node, arguments[0], arguments[1], arguments[2], new UserNamespaceConfig()),
        "create-limited" => CreateAsync(runtime, node, arguments[0], arguments[1], arguments[2], diskMb: 16),
        "create-mounts" => CreateWithMountsAsync(runtime, node, arguments[0], arguments[1], arguments[2]),
        "stay" => CreateAndStayAsync(runtime, node, arguments[0], arguments[1], arguments[2]),
        "start" => runtime.StartContainerAsync(ContainerId.Parse(arguments[0])),
        "stop" => runtime.StopContainerAsync(ContainerId.Parse(arguments[0]), new StopOptions { Timeout = TimeSpan.FromSeconds(5) }),
        "remove" => runtime.RemoveContainerAsync(ContainerId.Parse(arguments[0]), new RemoveOptions { Force = true }),
        "commit" => runtime.CommitContainerAsync(ContainerId.Parse(arguments[0])),
        "create-pod" => runtime.CreatePodAsync(new PodConfig { SharePid = File.Exists("/usr/bin/catatonit") }, new CreatePodOptions { NodeId = node, PodId = PodId.Parse(arguments[0]) }),
        "start-pod" => runtime.StartPodAsync(PodId.Parse(arguments[0])),
        "stop-pod" => runtime.StopPodAsync(PodId.Parse(arguments[0]), new StopOptions { Timeout = TimeSpan.Zero }),
        "remove-pod" => runtime.RemovePodAsync(PodId.Parse(arguments[0]), new RemovePodOptions { Force = true }),
        "recover" => runtime.InitializeNodeAsync(node),
        "own" => Task.Delay(Timeout.Infinite),
        "pull" => runtime.PullImageAsync(ImageReference.Parse(arguments[0])),
        "create-fifty" => CreateFiftyAsync(runtime, node, arguments[0], arguments[1]),
        "attach" => AttachAsync(runtime, ContainerId.Parse(arguments[0])),
        "run-ten" => RunTenAsync(runtime, node, arguments[0], arguments[1]),
        _ => throw new ArgumentException($"There is no operation {operation}.", nameof(operation)),
    };

    private static Task<ContainerId> CreateAsync(
        YoukiRuntime runtime, NodeId node, string id, string image, string script, UserNamespaceConfig? userNamespace = null, long? diskMb = null) => runtime.CreateContainerAsync(
        new ContainerConfig { Image = image, Command = ["/bin/sh", "-c", script], UserNamespace = userNamespace, ResourceRequests = diskMb is null ? null : new() { DiskMb = diskMb } },
        new CreateContainerOptions { NodeId = node, ContainerId = ContainerId.Parse(id) });

    private static Task<ContainerId> CreateWithMountsAsync(YoukiRuntime runtime, NodeId node, string id, string image, string script) => runtime.CreateContainerAsync(
        new ContainerConfig
        {
            Image = image,
            Command = ["/bin/sh", "-c", script],
            Mounts =
            [
                new VolumeMount { Name = "named", Target = "/named", DriverOptions = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs" } },
                new VolumeMount { Target = "/anonymous" },
                new EmptyDirMount { Target = "/disk" },
                new EmptyDirMount { Target = "/memory", InMemory = true },
                new TmpfsMount { Target = "/tmpfs" },
                new BindMount { Source = image["dir:".Length..], Target = "/bind", ReadOnly = true },
            ],
        },
        new CreateContainerOptions { NodeId = node, ContainerId = ContainerId.Parse(id) });

    /// <summary>Starts one and stays until it is killed.</summary>
    private static async Task CreateAndStayAsync(YoukiRuntime runtime, NodeId node, string id, string image, string script)
    {
        await CreateAsync(runtime, node, id, image, script);
        Console.WriteLine("created");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Holds an attachment with input until it is killed, and reads nothing.</summary>
    private static async Task AttachAsync(YoukiRuntime runtime, ContainerId id)
    {
        await using var attachment = await runtime.AttachAsync(id, new AttachOptions { Input = true });
        Console.WriteLine("attached");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Starts fifty, each with its number as the script's <c>$N</c>, and stays until it is killed.</summary>
    private static async Task CreateFiftyAsync(YoukiRuntime runtime, NodeId node, string image, string script)
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => CreateAsync(runtime, node, $"fifty-{number}", image, $"N={number}; {script}")));
        Console.WriteLine("created");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Runs ten to their ends, and prints how many dead processes nobody has reaped.</summary>
    private static async Task RunTenAsync(YoukiRuntime runtime, NodeId node, string image, string script)
    {
        for (var i = 0; i < 10; i++)
        {
            var id = await CreateAsync(runtime, node, $"ten-{i}", image, script);
            var exit = await runtime.WaitContainerAsync(id);
            await runtime.RemoveContainerAsync(id);
            Console.WriteLine($"exit {exit.ExitCode}");
        }

        var zombies = 0;
        for (var left = 100; left > 0 && (zombies = CountZombies()) > 0; left--)
        {
            await Task.Delay(20);
        }

        Console.WriteLine($"pid {Environment.ProcessId} zombies {zombies}");
    }

    private static int CountZombies() => Directory.EnumerateDirectories("/proc").Count(directory =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(directory), out _) && File.ReadAllText($"{directory}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });
}
