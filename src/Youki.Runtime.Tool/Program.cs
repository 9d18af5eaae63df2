using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Signals;

SignalMask.Clear();
InheritedDescriptors.Keep();
return await YoukiCtl.RunAsync(ToolHost.ForProcess(), args);
