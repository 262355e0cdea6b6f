using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A call of a function that has services among its arguments. They are resolved before each call.</summary>
internal sealed class CallWithServices(ResolvedCall call, string node, Slot provider, ServiceArgument[] arguments) : ResolvedCall
{
    /// <summary>The services.</summary>
    public IReadOnlyList<ServiceArgument> Services => arguments;

    public override Task? Invoke(Frame frame)
    {
        IServiceProvider? services = frame.Read<IServiceProvider?>(provider);
        foreach (ServiceArgument argument in arguments)
        {
            object? service = services is null ? null : argument.Service.Find(services);
            argument.Type.SetBoxed(frame, argument.Slot, service ?? (argument.Service.IsOptional ? argument.Service.Default : throw Missing(argument)));
        }

        return call.Invoke(frame);
    }

    public override void WriteResult(Task done, Frame frame) => call.WriteResult(done, frame);

    private InvalidOperationException Missing(ServiceArgument argument) =>
        new($"The services of the call have no {TypeNames.Of(argument.Service.Type)} for parameter '{argument.Name}' of node '{node}'.");
}
