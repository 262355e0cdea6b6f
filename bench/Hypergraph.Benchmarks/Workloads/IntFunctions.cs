using System.Reflection;
using System.Reflection.Emit;

namespace Hypergraph.Benchmarks;

/// <summary>
/// Functions on ints as a compiler would make them of <c>(int v7) => v7 + 1</c>, any number of them, each with a
/// parameter of its own name: edges follow from the names.
/// </summary>
internal static class IntFunctions
{
    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("IntFunctions"), AssemblyBuilderAccess.Run)
        .DefineDynamicModule("IntFunctions");

    private static int _types;

    /// <summary>Functions that return their argument plus one; one for each name.</summary>
    public static Func<int, int>[] AddOne(IReadOnlyList<string> parameters)
    {
        TypeBuilder type = Module.DefineType($"Functions{Interlocked.Increment(ref _types)}", TypeAttributes.Public | TypeAttributes.Sealed);
        for (int i = 0; i < parameters.Count; i++)
        {
            MethodBuilder method = type.DefineMethod(MethodName(i), MethodAttributes.Public | MethodAttributes.HideBySig, typeof(int), [typeof(int)]);
            method.DefineParameter(1, ParameterAttributes.None, parameters[i]);
            ILGenerator code = method.GetILGenerator();
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Ret);
        }

        Type made = type.CreateType();
        object instance = Activator.CreateInstance(made)!;
        return [.. parameters.Select((_, i) => made.GetMethod(MethodName(i))!.CreateDelegate<Func<int, int>>(instance))];
    }

    private static string MethodName(int i) => $"Add{i}";
}
