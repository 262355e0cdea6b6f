using Hypergraph.Tool.Commands;

namespace Hypergraph.Tool;

/// <summary>The program <c>hypergraph</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => ToolCommands.RunAsync(arguments);
}
