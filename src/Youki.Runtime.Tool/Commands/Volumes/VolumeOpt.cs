using System.CommandLine;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary>Operands that commands of volumes have in common.</summary>
internal static class VolumeOpt
{
    public static Argument<string[]> Names() => new("volumes") { HelpName = "VOLUME", Description = "A volume's name", Arity = ArgumentArity.OneOrMore };
}
