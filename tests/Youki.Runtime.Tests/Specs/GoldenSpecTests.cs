namespace Youki.Runtime.Tests.Specs;

public sealed class GoldenSpecTests
{
    [Fact]
    public void Compose_plain_container_on_hybrid_cgroups_gives_the_golden_config() =>
        GoldenFile.Check(SampleInputs.Compose(SampleInputs.Inputs).Spec, "youki-hybrid-plain.json");

    [Fact]
    public void Compose_where_youki_enforces_no_device_rules_gives_the_golden_config() =>
        GoldenFile.Check(SampleInputs.Compose(SampleInputs.Inputs with { Host = SampleInputs.YoukiV2 }).Spec, "youki-v2-plain.json");

    [Fact]
    public void Compose_everything_that_a_configuration_says_gives_the_golden_config()
    {
        var inputs = SampleInputs.Inputs with
        {
            Config = SampleInputs.Config with
            {
                Command = ["/usr/bin/server"],
                Args = ["--port", "80", ""],
                EnvVars = new Dictionary<string, string> { ["PATH"] = "/opt/bin", ["MODE"] = "a=b <c> 'd'", ["EMPTY"] = "" },
                WorkingDirectory = "/srv",
                Hostname = "web.example",
                ResourceRequests = new ResourceRequests { CpuCores = 1.5, MemoryMb = 256 },
                Annotations = new Dictionary<string, string> { ["com.example.key"] = "value" },
            },
            User = new ContainerUser { Uid = 1000, Gid = 1000, AdditionalGids = [27, 1000], Home = "/home/app" },
        };

        GoldenFile.Check(SampleInputs.Compose(inputs).Spec, "youki-hybrid-everything.json");
    }
}
