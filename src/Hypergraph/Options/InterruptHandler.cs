namespace Hypergraph;

/// <summary>Answers the questions of interrupts while the run continues: a prompt on the console, a rule, a message to a person.</summary>
/// <param name="pause">The question and its location.</param>
/// <param name="cancellationToken">Cancelled when the call is cancelled or a stop is requested.</param>
/// <returns>The answer; <see cref="InterruptAnswer.None"/> to pause the run.</returns>
/// <remarks>
/// Called on a thread of the run, for several interrupts at the same time where a graph has them. What it throws is the
/// interrupt's failure.
/// </remarks>
public delegate ValueTask<InterruptAnswer> InterruptHandler(RunPause pause, CancellationToken cancellationToken);
