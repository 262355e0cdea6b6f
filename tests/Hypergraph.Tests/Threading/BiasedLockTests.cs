using Hypergraph.Threading;

namespace Hypergraph.Tests.Threading;

/// <summary>A thread that has the bias of a lock, and a second one that ends it, many times.</summary>
public sealed class BiasedLockTests
{
    private const int Rounds = 2000;

    /// <summary>So many looks at the other thread that the entry of neither is still on its way between the processors.</summary>
    private const int Looks = 100;

    private BiasedLock? _lock;
    private int _roundsOfSecond;
    private bool _isFirstInside;
    private bool _isSecondInside;
    private int _meetings;

    [Fact]
    public void Enter_From_a_second_thread_while_the_first_enters_and_leaves_Is_exclusive()
    {
        var second = new Thread(EndEachBias) { IsBackground = true };
        second.Start();
        for (int round = 1; round <= Rounds; round++)
        {
            var biased = new BiasedLock(isBiased: true);
            Volatile.Write(ref _lock, biased);
            while (Volatile.Read(ref _roundsOfSecond) < round)
            {
                Enter(biased, ref _isFirstInside, ref _isSecondInside);
            }
        }

        second.Join();
        Assert.Equal(0, _meetings);
    }

    private void EndEachBias()
    {
        BiasedLock? last = null;
        for (int round = 1; round <= Rounds; round++)
        {
            var wait = default(SpinWait);
            while (Volatile.Read(ref _lock) == last)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            last = _lock;
            Enter(last!, ref _isSecondInside, ref _isFirstInside);
            Volatile.Write(ref _roundsOfSecond, round);
        }
    }

    /// <summary>Enters and leaves without a fence of its own, which could hide that the lock lacks one.</summary>
    private void Enter(BiasedLock entered, ref bool isInside, ref bool isOtherInside)
    {
        using BiasedLock.Scope scope = entered.EnterScope();
        Volatile.Write(ref isInside, value: true);
        for (int look = 0; look < Looks; look++)
        {
            if (Volatile.Read(ref isOtherInside))
            {
                _meetings++;
            }
        }

        Volatile.Write(ref isInside, value: false);
    }
}
