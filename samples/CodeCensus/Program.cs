using CodeCensus;

// Ctrl-C does not end the process: it cancels the command's token, and the census stops in its own way.
Console.CancelKeyPress += (_, key) => key.Cancel = true;
return await CensusCommand.InvokeAsync(args);
