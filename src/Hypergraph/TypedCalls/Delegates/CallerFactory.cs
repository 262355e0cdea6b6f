using Hypergraph.Planning;
using Hypergraph.TypedCalls.Calls;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;

namespace Hypergraph.TypedCalls.Delegates;

/// <summary>Creates the call behind a delegate.</summary>
internal abstract class CallerFactory
{
    /// <summary>Creates the call of a delegate.</summary>
    /// <param name="plan">The plan of the graph.</param>
    /// <param name="names">The names of the inputs that are supplied.</param>
    /// <param name="inputs">Supplies them.</param>
    /// <param name="outputs">Reads the outputs.</param>
    /// <param name="signature">The delegate type.</param>
    /// <param name="options">How the calls run.</param>
    public abstract object Create(ExecutionPlan plan, string[] names, object inputs, OutputReader outputs, DelegateSignature signature, CompileOptions options);
}

/// <inheritdoc/>
internal sealed class CallerFactory<TInput, TOutput> : CallerFactory
{
    public override object Create(ExecutionPlan plan, string[] names, object inputs, OutputReader outputs, DelegateSignature signature, CompileOptions options)
    {
        var call = new TypedCall<TInput, TOutput>(plan, names, (InputWriter<TInput>)inputs, (OutputReader<TOutput>)outputs);
        if (!signature.IsAsync)
        {
            return new ValueCaller<TInput, TOutput>(call, options.SyncRunner, options.RunOptions);
        }

        var caller = new ValueTaskCaller<TInput, TOutput>(call, options.AsyncRunner, options.RunOptions);
        return signature.IsTask ? new TaskCaller<TInput, TOutput>(caller) : caller;
    }
}
