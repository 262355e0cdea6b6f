using System.Diagnostics;

namespace Hypergraph.Terminal;

/// <summary>What processes do with the terminal that a node starts and waits for.</summary>
internal sealed class Children(Gates gates)
{
    /// <summary>
    /// Lines one by one and two at once, to both streams, and a line without an end. The tree leaves room for one line of a process
    /// that it has not detected yet, so the others wait for a gate.
    /// </summary>
    public void Print(string detected, string gate) => Run(
        $"echo first; cat '{gates.PathOf(detected)}' > /dev/null; printf 'second\\nthird\\n'; cat '{gates.PathOf(gate)}' > /dev/null; for i in 1 2 3; do echo line $i; sleep 0.1; done; echo error >&2; printf open");

    public void AskForPassword() => Run("read -s -p 'Password: ' word < /dev/tty 2> /dev/tty; echo; echo got ${#word} characters");

    public void Page() => Run($"seq -f 'line %g' 200 > '{gates.PathOf("text")}'; LESS= less '{gates.PathOf("text")}'");

    public void Edit() => Run($"seq -f 'line %g' 200 > '{gates.PathOf("text")}'; vim -u NONE -N '{gates.PathOf("text")}'");

    private void Run(string commands)
    {
        gates.Wait("live");
        using Process process = Process.Start("bash", ["--norc", "-c", commands]);
        process.WaitForExit();
    }
}
