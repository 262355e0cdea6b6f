using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Hypergraph.Benchmarks;

switch (args)
{
    case ["ratios", .. var names]:
        return await QuickMode.RunAsync(names);
    case [MapStream.MemoryMode]:
        await MapStream.PrintPeakAsync();
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(QuickMode).Assembly).Run(
            args, DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(100)));
        return 0;
}
