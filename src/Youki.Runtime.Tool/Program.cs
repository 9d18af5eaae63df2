using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Signals;

SignalMask.Clear();
return await YoukiCtl.RunAsync(ToolHost.ForProcess(), args);
