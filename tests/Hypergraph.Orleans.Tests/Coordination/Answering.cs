using System.Reflection;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Answers every method of an interface with one function.</summary>
/// <typeparam name="T">The interface.</typeparam>
public class Answering<T> : DispatchProxy
    where T : class
{
    private Func<string, object?> _answer = _ => null;

    /// <summary>Makes one that is told the method's name.</summary>
    public static T With(Func<string, object?> answer)
    {
        T made = Create<T, Answering<T>>();
        ((Answering<T>)(object)made)._answer = answer;
        return made;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!.Name);
}
