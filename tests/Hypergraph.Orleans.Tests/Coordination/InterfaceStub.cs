using System.Reflection;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Implements every method of an interface with one function.</summary>
/// <typeparam name="T">The interface.</typeparam>
public class InterfaceStub<T> : DispatchProxy
    where T : class
{
    private Func<string, object?> _answer = _ => null;

    /// <summary>Creates a stub whose function receives the method's name.</summary>
    public static T With(Func<string, object?> answer)
    {
        T stub = Create<T, InterfaceStub<T>>();
        ((InterfaceStub<T>)(object)stub)._answer = answer;
        return stub;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!.Name);
}
