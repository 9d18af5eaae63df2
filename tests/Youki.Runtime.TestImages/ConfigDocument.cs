using System.Text.Json.Nodes;

namespace Youki.Runtime.TestImages;

/// <summary>Writes the configuration of an image. Source: OCI image-spec, config.md.</summary>
internal static class ConfigDocument
{
    public static JsonObject Of(ImageConfig config, ImagePlatform platform, IReadOnlyList<TestLayer> layers)
    {
        var document = new JsonObject
        {
            ["created"] = "2023-11-14T22:13:20Z",
            ["architecture"] = platform.Architecture,
            ["os"] = platform.Os,
            ["config"] = Process(config),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Texts(layers.Select(layer => layer.DiffId.Value)) },
            ["history"] = new JsonArray([.. layers.Select((_, number) => new JsonObject { ["created"] = "2023-11-14T22:13:20Z", ["created_by"] = $"layer {number + 1}" })]),
        };
        if (platform.Variant is { } variant)
        {
            document["variant"] = variant;
        }

        return document;
    }

    private static JsonObject Process(ImageConfig config)
    {
        var process = new JsonObject();
        Put("User", config.User);
        Put("WorkingDir", config.WorkingDir);
        Put("StopSignal", config.StopSignal);
        Put("Env", config.Env is null ? null : Texts(config.Env));
        Put("Entrypoint", config.Entrypoint is null ? null : Texts(config.Entrypoint));
        Put("Cmd", config.Cmd is null ? null : Texts(config.Cmd));
        Put("ExposedPorts", Keys(config.ExposedPorts));
        Put("Volumes", Keys(config.Volumes));
        Put("Labels", config.Labels is null ? null : new JsonObject(config.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))));
        return process;

        void Put(string name, JsonNode? value)
        {
            if (value is not null)
            {
                process[name] = value;
            }
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Sets are objects whose members are empty objects.</summary>
    private static JsonObject? Keys(IReadOnlyList<string>? keys) => keys is null ? null : new(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)new JsonObject())));
}
