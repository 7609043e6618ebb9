using Segrun;

return CommandTree.Run(args);
