using ClusterCensus;

// One program, three roles: the caller starts two silos, which are this program once more.
return args is ["--silo", .. var ports]
    ? await CensusSilo.RunAsync(SiloPorts.Parse(ports))
    : await ClusterCensusCommand.RunAsync(args);
