using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.DependencyInjection;

/// <summary>The runtime as a host application has it injected.</summary>
public sealed class HostTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Host_with_a_section_of_json_runs_a_container_and_leaves_it_when_it_ends(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        ContainerId id;
        using (var host = await StartAsync(node, _ => { }))
        {
            var runtime = host.Services.GetRequiredService<IContainerRuntime>();
            runtime.Should().BeSameAs(host.Services.GetRequiredService<YoukiRuntime>());
            host.Services.GetRequiredService<IContainerLogs>().Should().BeSameAs(runtime);
            host.Services.GetRequiredService<IContainerExecution>().Should().BeSameAs(runtime);
            var options = host.Services.GetRequiredService<IOptions<YoukiRuntimeOptions>>().Value;
            options.Should().BeEquivalentTo(new { node.Options.BundleDirectory, StopTimeout = TimeSpan.FromSeconds(2.5), MaxConcurrentCreates = 3 });

            await runtime.InitializeNodeAsync(node.Id, TestNode.Token);
            id = await runtime.CreateContainerAsync(TestNode.Config("/bin/sleep", "100"), new() { NodeId = node.Id }, TestNode.Token);
            await host.StopAsync(TestNode.Token);
        }

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Fact]
    public async Task Host_with_invalid_options_does_not_start_and_lists_every_problem()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        Configure(builder, """
            { "Containers": { "Runtime": "", "StateDirectory": "relative", "BundleDirectory": "/", "CgroupParent": "no-slash", "StopTimeout": "-00:00:01",
              "KillTimeout": "00:00:00", "LockTimeout": "2.00:00:00", "MaxConcurrentCreates": 0 } }
            """);
        builder.Services.AddYoukiRuntime(builder.Configuration.GetSection("Containers"));
        using var host = builder.Build();

        var start = () => host.StartAsync(TestNode.Token);

        var failures = (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.ToList();
        foreach (var member in new[] { "Runtime", "StateDirectory", "BundleDirectory", "CgroupParent", "StopTimeout", "KillTimeout", "LockTimeout", "MaxConcurrentCreates" })
        {
            failures.Should().Contain(failure => failure.StartsWith(member), member);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Contributor_that_is_registered_is_used(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        using var host = await StartAsync(node, services => services.AddSingleton<ISpecContributor>(new UserContributor(new RuntimeSpec { Hostname = "injected" })));
        var runtime = host.Services.GetRequiredService<IContainerRuntime>();
        await runtime.InitializeNodeAsync(node.Id, TestNode.Token);

        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/hostname"), new() { NodeId = node.Id }, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("injected\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Runtime_not_initialized_refuses_to_create(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.Runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = NodeId.Parse("never-initialized") }, TestNode.Token);

        await create.Should().ThrowAsync<InvalidOperationException>();
        node.AssertNothingIsLeft();
    }

    private static async Task<IHost> StartAsync(TestNode node, Action<IServiceCollection> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Environment.EnvironmentName = "Development"; // which makes the host check the scopes of services too
        builder.Logging.ClearProviders();
        Configure(builder, $$"""
            { "Containers": { "Runtime": "{{node.Options.Runtime}}", "StateDirectory": "{{node.Options.StateDirectory}}", "BundleDirectory": "{{node.Options.BundleDirectory}}",
              "CgroupParent": "{{node.Options.CgroupParent}}", "StopTimeout": "00:00:02.5", "MaxConcurrentCreates": 3 } }
            """);
        builder.Services.AddYoukiRuntime(builder.Configuration.GetSection("Containers"));
        configure(builder.Services);
        var host = builder.Build();
        await host.StartAsync(TestNode.Token);
        return host;
    }

    private static void Configure(HostApplicationBuilder builder, string json) => builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
