using Microsoft.Extensions.Diagnostics.HealthChecks;
using Youki.Runtime;
using Youki.Runtime.DependencyInjection;

// Where every host looks for it, without another using line.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the runtime to a host's health checks.</summary>
public static class YoukiRuntimeHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the runtime that <see cref="YoukiRuntimeServiceCollectionExtensions.AddYoukiRuntime(IServiceCollection)"/> has added. Unhealthy: no container can be
    /// made (no runtime, directories that cannot be written to, a node that is not initialized). Degraded: no monitor, little free disk, nobody owns a node. It
    /// runs no program, and can be asked every few seconds.
    /// </summary>
    /// <param name="builder">The host's checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="configure">Says what is asked for. Null: the defaults.</param>
    /// <param name="failureStatus">What is told where no container can be made. Null: unhealthy.</param>
    /// <param name="tags">For filters of checks. Null: none.</param>
    public static IHealthChecksBuilder AddYoukiRuntime(
        this IHealthChecksBuilder builder, string name = "youki", Action<YoukiHealthOptions>? configure = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new YoukiHealthOptions();
        configure?.Invoke(options);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new YoukiHealthCheck(provider.GetRequiredService<YoukiRuntime>().Health, options), failureStatus, tags));
    }
}
