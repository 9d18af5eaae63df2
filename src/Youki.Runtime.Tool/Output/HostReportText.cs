namespace Youki.Runtime.Tool.Output;

/// <summary>What the host can do, for people.</summary>
internal static class HostReportText
{
    public static void Write(TextWriter output, HostReport report, bool isTerminal)
    {
        var facts = new TextTable("HOST", string.Empty);
        facts.Add("Youki.Runtime", report.LibraryVersion);
        facts.Add("Kernel", report.KernelVersion);
        facts.Add("Cgroups", report.CgroupMode);
        facts.Add("Runtime", report.Runtime is { } runtime ? $"{runtime.Flavor} {runtime.Version} ({runtime.Path})" : "none");
        facts.Add("Monitor", report.MonitorVersion ?? "none");
        if (report.Monitors is { } monitors)
        {
            facts.Add("Monitors", $"{monitors.Live} alive{(monitors.Lost.Count == 0 ? "" : $", {monitors.Lost.Count} lost")}, in {monitors.CgroupPath ?? "the cgroups of their starters"}");
        }

        facts.Write(output, isTerminal);
        output.WriteLine();

        var abilities = new TextTable("ABILITY", "THERE", "DETAIL");
        foreach (var ability in report.Abilities)
        {
            abilities.Add(ability.Name, ability.Available ? "yes" : "no", ability.Detail);
        }

        abilities.Write(output, isTerminal);
        WriteFixes(output, report);
    }

    private static void WriteLost(TextWriter output, HostReport report)
    {
        foreach (var id in report.Monitors?.Lost ?? [])
        {
            output.WriteLine($"  {id}: its monitor has ended, so its further output and its exit code will not be known. Stop it and start it again.");
        }
    }

    private static void WriteFixes(TextWriter output, HostReport report)
    {
        var fixes = report.Abilities.Where(ability => ability.Fix is not null).ToList();
        if (fixes.Count == 0 && report.Monitors is null or { Lost.Count: 0 })
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("To do:");
        WriteLost(output, report);
        foreach (var ability in fixes)
        {
            output.WriteLine($"  {TerminalText.Clean(ability.Name)}: {TerminalText.Clean(ability.Fix!)}");
        }
    }
}
