using System.CommandLine;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary>Operands and options that several commands about images have.</summary>
internal static class ImageOpt
{
    private const string AnyName = "A name such as alpine:3, an id, or the beginning of an id";

    public static Argument<string> Reference(string description) => new("image") { HelpName = "IMAGE", Description = description };

    public static Argument<string> Image() => new("image") { HelpName = "IMAGE", Description = AnyName };

    public static Argument<string[]> Images() => new("images") { HelpName = "IMAGE", Description = AnyName, Arity = ArgumentArity.OneOrMore };

    public static Argument<string?> Registry() => new("registry")
    {
        HelpName = "REGISTRY",
        Description = "Host, and port if need be; default docker.io",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<ImagePlatform?> Platform(string description) =>
        Opt.Parsed("--platform", null, "OS/ARCH[/VARIANT]", description, text => ImagePlatform.Parse(text));

    public static Option<PullPolicy?> Policy(string name, string description) => Opt.Parsed(name, null, "WHEN", description, text => text switch
    {
        "always" => PullPolicy.Always,
        "missing" => PullPolicy.IfNotPresent,
        "never" => PullPolicy.Never,
        _ => throw new FormatException($"'{text}' is not a time to pull: give always, missing or never."),
    });
}
