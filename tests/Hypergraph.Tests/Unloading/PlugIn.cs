using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Hypergraph.Tests;

/// <summary>A second copy of a test assembly in a context that can be unloaded: a plug-in with types of its own.</summary>
internal static class PlugIn
{
    /// <summary>Calls a static method of the copy, unloads it, and returns whether nothing held on to it.</summary>
    public static bool UnloadsAfter(Action method)
    {
        WeakReference context = Call(method.Method);
        for (int i = 0; context.IsAlive && i < 100; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }

        return !context.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Call(MethodInfo method)
    {
        var context = new AssemblyLoadContext("plug-in", isCollectible: true);
        Assembly copy = context.LoadFromAssemblyPath(method.Module.Assembly.Location);
        Type type = copy.GetType(method.DeclaringType!.FullName!, throwOnError: true)!;
        type.GetMethod(method.Name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(obj: null, parameters: null);
        context.Unload();
        return new WeakReference(context);
    }
}
