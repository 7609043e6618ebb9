using segtrain;

return CommandLine.Run(args);
