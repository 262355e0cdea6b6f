namespace Hypergraph;

/// <summary>Answers the questions of interrupts while the run goes on: a prompt on the console, a rule, a message to somebody.</summary>
/// <param name="pause">The question, and where it is asked.</param>
/// <param name="cancellationToken">Cancelled when the call is, or when it is asked to stop.</param>
/// <returns>The answer; <see cref="InterruptAnswer.None"/> to let the run pause.</returns>
/// <remarks>
/// Called on a thread of the run, for several interrupts at the same time where a graph has them. What it throws is the
/// interrupt's failure.
/// </remarks>
public delegate ValueTask<InterruptAnswer> InterruptHandler(RunPause pause, CancellationToken cancellationToken);
