namespace Youki.Runtime;

/// <summary>Waiting, as a share of the time.</summary>
/// <param name="Avg10">Of the last 10 seconds, in percent.</param>
/// <param name="Avg60">Of the last minute, in percent.</param>
/// <param name="Avg300">Of the last 5 minutes, in percent.</param>
/// <param name="Total">All of it since the beginning.</param>
public readonly record struct PressureLine(double Avg10, double Avg60, double Avg300, TimeSpan Total);
