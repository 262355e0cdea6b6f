using Hypergraph.Testing.Calls;
using Hypergraph.Testing.Responses;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Testing;

/// <summary>
/// A call of a node to test an interceptor with, without a run: the test determines what the function does, and reads what the interceptor did. Thread-safe.
/// </summary>
/// <remarks>
/// Each call uses the next response, in the order in which <see cref="Returns(ValueTuple{string, object}[])"/>, <see cref="Throws"/> and
/// <see cref="Responds"/> added them. The last response is used for all further calls.
/// </remarks>
public sealed class FakeNodeCall : NodeCall
{
    private readonly Lock _gate = new();
    private readonly ResponseSequence<Func<CancellationToken, Task<NodeOutputs>>> _responses = new();
    private readonly List<CancellationToken> _tokens = [];
    private readonly List<FakeNodeAttempt> _attempts = [];

    /// <summary>Creates a call.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">The input values of the node, by name. Those that the interceptor does not read may be left out.</param>
    /// <param name="graphName">The name of the graph of the node, or null.</param>
    /// <param name="itemIndex">The zero-based index of the map item, or null.</param>
    /// <param name="workflowId">The caller's name for the call, or null.</param>
    /// <param name="logger">The logger of the runner; null for one that logs nothing.</param>
    /// <exception cref="ArgumentException">The node has no such input.</exception>
    public FakeNodeCall(CallableNode node, GraphInputs inputs, string? graphName = null, int? itemIndex = null, string? workflowId = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        CallCheck.Inputs(node, inputs);
        Node = node;
        Inputs = inputs.Values;
        GraphName = graphName;
        ItemIndex = itemIndex;
        WorkflowId = workflowId;
        Logger = logger ?? NullLogger.Instance;
    }

    /// <inheritdoc/>
    public override CallableNode Node { get; }

    /// <inheritdoc/>
    public override string? GraphName { get; }

    /// <inheritdoc/>
    public override int? ItemIndex { get; }

    /// <inheritdoc/>
    public override string? WorkflowId { get; }

    /// <inheritdoc/>
    public override ILogger Logger { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Inputs { get; }

    /// <summary>How many times the interceptor has called the function.</summary>
    public int CallCount => Tokens.Count;

    /// <summary>The tokens that the interceptor passed to the calls of the function, in order.</summary>
    public IReadOnlyList<CancellationToken> Tokens
    {
        get
        {
            lock (_gate)
            {
                return [.. _tokens];
            }
        }
    }

    /// <summary>The attempts that the interceptor has reported, in order.</summary>
    public IReadOnlyList<FakeNodeAttempt> Attempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>Adds a response: the function returns these outputs. A gate has one output, <c>decision</c>, and an interrupt <c>question</c>.</summary>
    /// <param name="outputs">A value for each output, by name.</param>
    /// <returns>This call.</returns>
    /// <exception cref="ArgumentException">They are not the outputs of the node.</exception>
    public FakeNodeCall Returns(params (string Name, object? Value)[] outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return Returns(NodeOutputs.Of(outputs.ToDictionary(output => output.Name, output => output.Value)));
    }

    /// <summary>Adds a response: the function returns these outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <returns>This call.</returns>
    /// <exception cref="ArgumentException">They are not the outputs of the node.</exception>
    public FakeNodeCall Returns(NodeOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        CallCheck.Outputs(Node, outputs);
        return Responds(_ => Task.FromResult(outputs));
    }

    /// <summary>Adds a response: the function throws an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>This call.</returns>
    public FakeNodeCall Throws(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Responds(_ => Task.FromException<NodeOutputs>(exception));
    }

    /// <summary>Adds a response: the function does this, such as waiting for its token.</summary>
    /// <param name="function">Accepts the token of the call and returns the outputs.</param>
    /// <returns>This call.</returns>
    public FakeNodeCall Responds(Func<CancellationToken, Task<NodeOutputs>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _responses.Add(function);
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The call has no response.</exception>
    public override ValueTask<NodeOutputs> InvokeAsync(CancellationToken cancellationToken) => new(NextResponse(cancellationToken)(cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The call has no response.</exception>
    public override NodeOutputs Invoke(CancellationToken cancellationToken) => NextResponse(cancellationToken)(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override NodeAttempt StartAttempt()
    {
        lock (_gate)
        {
            var attempt = new FakeNodeAttempt(_attempts.Count + 1);
            _attempts.Add(attempt);
            return attempt;
        }
    }

    private Func<CancellationToken, Task<NodeOutputs>> NextResponse(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Func<CancellationToken, Task<NodeOutputs>> response = _responses.Next($"The interceptor called node '{Node.Name}', but the call");
            _tokens.Add(cancellationToken);
            return response;
        }
    }
}
