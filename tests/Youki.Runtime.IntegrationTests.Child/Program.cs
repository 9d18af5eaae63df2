using Youki.Runtime;
using Youki.Runtime.IntegrationTests.Child;

// One operation of the library in a process of its own, which may be killed in the midst of it.
//
//   DEADLY-LINE RUNTIME STATE-DIRECTORY BUNDLE-DIRECTORY IMAGE-DIRECTORY CGROUP-PARENT OPERATION [ARGUMENT...]
var node = NodeId.Parse("test-node");
var logs = new DeadlyLogs(args[0]);
var options = new YoukiRuntimeOptions { Runtime = args[1], StateDirectory = args[2], BundleDirectory = args[3], ImageDirectory = args[4], CgroupParent = args[5], OwnNodes = args[6] == "own" };

// As the nodes of the tests have it.
options.UserNamespaces = new IdPoolOptions { FirstId = 3_000_000_000, Count = 4 * 65536, Directory = Path.Combine(options.BundleDirectory, "../id-ranges") };
if (args[6] == "write-journal")
{
    JournalOperations.Write(args[7], args[8], int.Parse(args[9], System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

try
{
    await using var runtime = YoukiRuntime.Create(options, logs);
    if (args[6] is not ("recover" or "pull"))
    {
        await runtime.InitializeNodeAsync(node);
    }

    logs.Armed = true;
    await Operations.RunAsync(runtime, node, args[6], args[7..]);
    return 0;
}
catch (YoukiException exception)
{
    Console.Error.WriteLine($"{exception.GetType().Name}: {exception.Message}");
    return 1;
}
