using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A call of a function with arguments that must be converted from the types of their slots.</summary>
internal sealed class ConvertingCall(ResolvedCall call, ArgumentConversion[] conversions) : ResolvedCall
{
    public override Task? Invoke(Frame frame)
    {
        foreach (ArgumentConversion conversion in conversions)
        {
            frame.Write(conversion.To, conversion.Source.Convert(frame.Read<object?>(conversion.From), conversion.Target.Type));
        }

        return call.Invoke(frame);
    }

    public override void WriteResult(Task done, Frame frame) => call.WriteResult(done, frame);
}
