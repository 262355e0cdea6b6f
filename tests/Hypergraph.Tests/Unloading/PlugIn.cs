using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Hypergraph.Tests;

/// <summary>A second copy of a test assembly in a context that can be unloaded: a plug-in with types of its own.</summary>
internal static class PlugIn
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    /// <summary>Calls a static method of the copy, unloads it, and returns whether nothing held on to it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="settle">
    /// Called between collections, for as long as it takes: makes a cache of the framework drop what it keeps for some time.
    /// </param>
    public static bool UnloadsAfter(Action method, Action? settle = null)
    {
        WeakReference context = Call(method.Method);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; context.IsAlive && (i < 100 || (settle is not null && Stopwatch.GetElapsedTime(start) < Generous)); i++)
        {
            settle?.Invoke();
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
