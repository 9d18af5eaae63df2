using Youki.Runtime.Tool;

return await YoukiCtl.RunAsync(ToolHost.ForProcess(), args);
