namespace Youki.Runtime.Bench;

/// <summary>The names of what is timed, as the tables show them.</summary>
internal static class Names
{
    public const string Spawn = "an empty program";
    public const string EmptyShell = "an empty script";

    public const string ShellRun = "shell: conmon create + start";
    public const string ShellEnd = "by hand: kill + delete, under conmon";
    public const string ShellMany = "shell: 20 at once, conmon create + start";

    public const string ShellExec = "shell: conmon exec, to its end";
    public const string Exec = "library: exec, to its end, output kept";

    public const string Create = "library: create";
    public const string Start = "library: start";
    public const string Stop = "library: stop";
    public const string Remove = "library: remove";
    public const string Run = "library: create-to-running, one call";
    public const string StopAndRemove = "library: stop + remove";
    public const string ForcedRemove = "library: remove by force";
    public const string Many = "library: 20 at once, create-to-running";
    public const string FirstRun = "library: the first create-to-running of a process";

    public const string Status = "library: status";
    public const string List100 = "library: list of 100";
    public const string List1000 = "library: list of 1,000";
    public const string OtherList1000 = "library: list of 1,000, nobody waits for them";
    public const string Recover = "library: recovery of 1,000";
    public const string RecoverUntold = "library: recovery of 1,000, with 2,000 missed events";
    public const string FirstList1000 = "library: list of 1,000, nothing cached";

    public const string ExitNoticed = "library: exit noticed after";
    public const string ExitNoticedByMany = "library: exit noticed by 1,000 waiters after";

    public const string StatsSingle = "library: 1,000 single statistics, s of processor";
    public const string StatsWatch = "library: 1,000 watched statistics, s of processor";

    public const string Growth = "host memory for a container, KB";
    public const string HeapGrowth = "of that on the managed heap, KB";

    public const string PullAgain = "library: pull of what is there already";
    public const string PullMemory = "library: peak memory of a pull above idle, MB";
    public const string ImageRootFileSystem = "library: root file system of another container of it";

    public static string ProcessorOf(string name) => $"{name}, of processor";

    public static string Pull(string side) => $"{side}: pull and unpack";

    public static string Raw(string runtime, string verb) => $"{runtime}: {verb}";
}
