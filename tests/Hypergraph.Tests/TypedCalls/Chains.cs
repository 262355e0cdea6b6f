using System.Reflection;
using System.Reflection.Emit;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>The graphs of these tests.</summary>
internal static class Chains
{
    private static readonly ModuleBuilder Module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Chains"), AssemblyBuilderAccess.Run).DefineDynamicModule("Chains");

    private static int _types;

    /// <summary>Adds one three times: v0 to v3.</summary>
    public static Graph Three(params EventProcessor[] processors) => new(
        "three",
        [
            Node.Create((int v0) => v0 + 1, output: "v1", name: "first"),
            Node.Create((int v1) => v1 + 1, output: "v2", name: "second"),
            Node.Create((int v2) => v2 + 1, output: "v3", name: "third"),
        ],
        new GraphOptions { EventProcessors = processors });

    /// <summary>Two inputs, and two outputs that no node reads.</summary>
    public static Graph Order { get; } = new(
        "order",
        [
            Node.Create((int amount, int price) => amount * price, output: "total", name: "multiply"),
            Node.Create((int total) => $"{total} euros", output: "text", name: "write"),
            Node.Create((int total) => total > 100, output: "is_large", name: "compare"),
        ]);

    /// <summary>Applies a function so many times. Each node has a parameter of its own name.</summary>
    public static Graph Of(int length, Func<int, int> function) => new(Enumerable.Range(0, length).Select(i => Node.Create(Named(function, $"v{i}"), output: $"v{i + 1}", name: $"n{i}")));

    /// <summary>A function with a parameter of another name.</summary>
    public static Delegate Named(Func<int, int> function, string parameter)
    {
        TypeBuilder type = Module.DefineType($"Named{Interlocked.Increment(ref _types)}", TypeAttributes.Public);
        MethodBuilder method = type.DefineMethod("Apply", MethodAttributes.Public | MethodAttributes.Static, typeof(int), [typeof(Func<int, int>), typeof(int)]);
        method.DefineParameter(2, default, parameter);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Callvirt, typeof(Func<int, int>).GetMethod("Invoke")!);
        code.Emit(OpCodes.Ret);
        return type.CreateType().GetMethod("Apply")!.CreateDelegate<Func<int, int>>(function);
    }
}
