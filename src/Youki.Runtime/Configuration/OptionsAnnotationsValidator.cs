using Microsoft.Extensions.Options;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what the attributes of the options say.</summary>
[OptionsValidator]
internal sealed partial class OptionsAnnotationsValidator : IValidateOptions<YoukiRuntimeOptions>;
