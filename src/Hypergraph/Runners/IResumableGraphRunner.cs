namespace Hypergraph;

/// <summary>A runner that can resume its paused runs and maps. Finished nodes do not run again.</summary>
public interface IResumableGraphRunner : IGraphRunner
{
    /// <summary>Resumes a paused run with answers to some or all of its <see cref="RunResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the paused run. It does not change, and can be resumed any number of times.</param>
    /// <param name="answers">The answers by the pauses that they answer. What is not answered stays paused.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The result of the whole run, or of a run that paused again at unanswered or new questions.</returns>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the run has no such pause.</exception>
    /// <remarks>The resumed run is a run of its own in the stream of events, with the nodes that it runs.</remarks>
    Task<RunResult> ResumeAsync(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Resumes the paused items of a map with answers to some or all of its <see cref="MapResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the map. It does not change, and can be resumed any number of times.</param>
    /// <param name="answers">The answers by the pauses that they answer. Items that are not answered stay paused.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The results of all items. Items that had already ended are unchanged.</returns>
    /// <exception cref="InvalidOperationException">The map has no paused items.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the map has no such pause.</exception>
    /// <remarks>
    /// The resumed map is a run of its own in the event stream. Its size is the number of resumed items, which keep
    /// their indexes.
    /// </remarks>
    Task<MapResult> ResumeMapAsync(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Resumes a paused run and returns its handle.</summary>
    /// <inheritdoc cref="ResumeAsync(RunResult, PauseAnswers, RunOptions, CancellationToken)"/>
    /// <returns>The handle of the resumed run.</returns>
    /// <remarks>This method throws for invalid answers; <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    RunHandle<RunResult> StartResume(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Resumes the paused items of a map and returns its handle.</summary>
    /// <inheritdoc cref="ResumeMapAsync(MapResult, PauseAnswers, MapOptions, CancellationToken)"/>
    /// <returns>The handle of the resumed map.</returns>
    /// <remarks>This method throws for invalid answers; <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    RunHandle<MapResult> StartResumeMap(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default);
}
