using System.Globalization;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>
/// The progress in the taskbar button or tab of a terminal, by the sequence that ConEmu introduced (OSC 9;4). The default value
/// shows none.
/// </summary>
/// <param name="State">0 for none, 1 for normal, 2 for failed, 3 for an unknown total.</param>
/// <param name="Percent">The progress from 0 to 100.</param>
internal readonly record struct TaskbarState(int State, int Percent)
{
    /// <summary>The control sequence that sets the state.</summary>
    public string Sequence => string.Create(CultureInfo.InvariantCulture, $"\e]9;4;{State};{Percent}\e\\");
}
