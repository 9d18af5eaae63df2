using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime;
using Youki.Runtime.Configuration;
using Youki.Runtime.DependencyInjection;

// Where every host looks for it, without another using line.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the container runtime to a host application.</summary>
public static class YoukiRuntimeServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IContainerRuntime"/> and its neighbours (<see cref="IContainerLogs"/>, <see cref="IContainerExecution"/>, <see cref="IContainerControl"/>, <see cref="IContainerMonitor"/>, <see cref="INodeMaintenance"/>, <see cref="IImageStore"/>, <see cref="IPodRuntime"/>,
    /// <see cref="IRegistryAccounts"/>, <see cref="IVolumeStore"/>, <see cref="IContainerFiles"/>, <see cref="IHostInspector"/>), all one <see cref="YoukiRuntime"/>. The options are validated when the host starts. Contributors (<see cref="ISpecContributor"/>) and providers
    /// (<see cref="IHostResourceProvider"/>) and volume drivers (<see cref="IVolumeDriver"/>) that are registered are used, and so is an <see cref="IRegistryHandlerFactory"/>.
    /// </summary>
    public static IServiceCollection AddYoukiRuntime(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<YoukiRuntimeOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<YoukiRuntimeOptions>, OptionsAnnotationsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<YoukiRuntimeOptions>, OptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new YoukiRuntime(RuntimeParts.Build(
            provider.GetRequiredService<IOptions<YoukiRuntimeOptions>>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<ISpecContributor>(),
            provider.GetServices<IHostResourceProvider>(),
            registryHandlers: provider.GetService<IRegistryHandlerFactory>(),
            meters: provider.GetService<IMeterFactory>(),
            volumeDrivers: provider.GetServices<IVolumeDriver>())));
        services.TryAddSingleton<IContainerRuntime>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IContainerLogs>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IContainerExecution>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IContainerControl>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IContainerMonitor>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<INodeMaintenance>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IImageStore>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IVolumeStore>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IContainerFiles>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IRegistryAccounts>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IPodRuntime>(provider => provider.GetRequiredService<YoukiRuntime>());
        services.TryAddSingleton<IHostInspector>(provider => provider.GetRequiredService<YoukiRuntime>());
        return services;
    }

    /// <summary>As <see cref="AddYoukiRuntime(IServiceCollection)"/>, with options set in code.</summary>
    public static IServiceCollection AddYoukiRuntime(this IServiceCollection services, Action<YoukiRuntimeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddYoukiRuntime().AddOptions<YoukiRuntimeOptions>().Configure(configure);
        return services;
    }

    /// <summary>As <see cref="AddYoukiRuntime(IServiceCollection)"/>, with options from a section of the host's configuration.</summary>
    public static IServiceCollection AddYoukiRuntime(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddYoukiRuntime().AddOptions<YoukiRuntimeOptions>().Bind(section);
        return services;
    }
}
