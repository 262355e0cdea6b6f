using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>
/// Room for one call of an intercepted function: its parameters and results in a frame of their own, so that calls which
/// are abandoned, or run at the same time, do not change the run.
/// </summary>
internal sealed class CallLayout
{
    private readonly FrameLayout _layout = new();
    private readonly Step _step;
    private readonly Slot[] _parameters;
    private readonly Slot[] _resultSlots;
    private readonly NodeBody _body;
    private readonly ResolvedCall _call;
    private readonly int[] _inputs;
    private readonly Slot? _token;
    private readonly Slot? _context;
    private readonly Slot? _services;

    public CallLayout(Step step)
    {
        _step = step;
        var node = (CallableNode)step.Node;
        _body = node.Body;
        List<Slot> parameters = [];
        List<Slot> reads = [];
        ArgumentConversions conversions = default;
        ServiceArguments services = default;
        List<int> inputs = [];
        int input = 0;
        foreach (NodeInput parameter in node.Function.Parameters)
        {
            if (parameter == NodeInput.Token)
            {
                parameters.Add(_token ??= _layout.Add(parameter.SlotType));
            }
            else if (parameter == NodeInput.Context)
            {
                parameters.Add(_context ??= _layout.Add(parameter.SlotType));
            }
            else if (parameter.Service is not null)
            {
                parameters.Add(services.ResolveSlot(_layout, parameter));
            }
            else
            {
                PlanValue value = step.Inputs[input++].Value;
                inputs.Add(parameters.Count);
                parameters.Add(_layout.Add(value.SlotType, value.Slot.IsChecked));
                reads.Add(conversions.ResolveSlot(_layout, parameters[^1], value.SlotType, parameter));
                continue;
            }

            reads.Add(parameters[^1]);
        }

        if (_body.NeedsContext)
        {
            parameters.Add(_context ??= _layout.Add(NodeInput.Context.SlotType));
            reads.Add(parameters[^1]);
        }

        _parameters = [.. parameters];
        _inputs = [.. inputs];
        _resultSlots = [.. _body.Outputs.Select(o => _layout.Add(o.SlotType, o.IsUntyped))];
        _services = services.IsEmpty ? null : _layout.Add(SlotType<IServiceProvider>.Instance);
        _call = services.Wrap(conversions.Wrap(_body.ResolveSlots([.. reads], _resultSlots)), node.Name, _services);
    }

    /// <summary>A frame with the step's inputs as they are now.</summary>
    public Frame CopyInputs(Frame run)
    {
        Frame frame = _layout.CreateFrame();
        for (int i = 0; i < _inputs.Length; i++)
        {
            PlanValue value = _step.Inputs[i].Value;
            value.SlotType.Copy(run, value.Slot, frame, _parameters[_inputs[i]]);
        }

        return frame;
    }

    /// <summary>The inputs in such a frame, as data.</summary>
    public NamedValues InputsOf(Frame inputs) => new(
        [.. _step.Inputs.Select(i => i.Value.Name)],
        [.. _step.Inputs.Select((input, i) => input.Value.SlotType.GetBoxed(inputs, _parameters[_inputs[i]]))]);

    /// <summary>A frame for one call: its inputs, and the parameters that the run fills in.</summary>
    public Frame CreateFrame(Frame inputs, NodeContext context, IServiceProvider? services, CancellationToken cancellationToken)
    {
        Frame frame = _layout.CreateFrame();
        frame.CopyFrom(inputs);
        if (_token is { } token)
        {
            frame.Write(token, cancellationToken);
        }

        if (_context is { } slot)
        {
            frame.Write(slot, context);
        }

        if (_services is { } provider)
        {
            frame.Write(provider, services);
        }

        return frame;
    }

    /// <summary>Calls the function.</summary>
    /// <returns>Null if it is done; otherwise a task that ends when it is.</returns>
    public Task? Invoke(Frame frame) => _call.Start(frame);

    /// <summary>What the function has written.</summary>
    public NodeOutputs OutputsOf(Frame frame, bool isStopped) => new(frame, _body.Outputs, _resultSlots) { IsStopped = isStopped };

    /// <summary>Copies outputs to the slots of the step's results in the run.</summary>
    /// <exception cref="InvalidOperationException">They lack one, or it is of another type.</exception>
    public void Write(NodeOutputs outputs, Frame run)
    {
        IReadOnlyList<NodeOutput> declared = _body.Outputs;
        for (int i = 0; i < _step.ResultSlots.Length; i++)
        {
            outputs.CopyTo(declared, i, run, _step.ResultSlotType(i), _step.ResultSlots[i], _step.Node.Name);
        }
    }
}
