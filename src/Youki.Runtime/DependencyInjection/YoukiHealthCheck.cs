using Microsoft.Extensions.Diagnostics.HealthChecks;
using Youki.Runtime.Node;

namespace Youki.Runtime.DependencyInjection;

/// <summary>Tells health checks of .NET how the runtime and its nodes are.</summary>
internal sealed class YoukiHealthCheck(NodeHealth health, YoukiHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var findings = await health.LookAsync(options, cancellationToken).ConfigureAwait(false);
        var status = findings.Failures.Count > 0 ? context.Registration.FailureStatus : findings.Concerns.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        string[] sentences = [.. findings.Failures, .. findings.Concerns];
        return new HealthCheckResult(status, sentences.Length > 0 ? string.Join(' ', sentences) : "Containers can be made, and are looked after.", data: findings.Data);
    }
}
