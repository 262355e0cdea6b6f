using System.Globalization;
using CsCheck;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Tests;

/// <summary>What holds for any text that a name or a message may be.</summary>
public sealed class DisplayTextProperties
{
    /// <summary>Letters of several scripts, marks, joiners, emoji, controls, halves of characters.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.OneOf([.. new[] { "a", "語", "\u0301", "\u200D", "\u200C", "👩", "🗺️", "ש", "\u202E", "\u2066", "\e[31m", "\n", "\uD83D", "\uDE00", "\u009B", "\u00AD", "\uFEFF", " " }.Select(Gen.Const)])
            .Array[0, 40]
            .Select(string.Concat));

    [Fact]
    public void One_line_Has_nothing_that_moves_the_cursor_or_reorders_the_line() => Texts.Sample(text =>
    {
        string line = DisplayText.OneLine(text);
        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or '\u2066' or '\u2067');
        Assert.Equal(line.Count(c => c == '\u2068'), line.Count(c => c == '\u2069'));
        Assert.InRange(line.Count(c => c == '\u2068'), 0, 1);
        Assert.All(line.EnumerateRunes(), rune => Assert.NotEqual(UnicodeCategory.Surrogate, System.Text.Rune.GetUnicodeCategory(rune)));
    });

    [Fact]
    public void Fit_Is_never_wider_than_it_may_be_And_leaves_what_fits() => Gen.Select(Texts, Gen.Int[0, 50]).Sample((text, width) =>
    {
        string line = DisplayText.OneLine(text);
        string fitted = DisplayText.Truncate(line, width, "…");
        Assert.InRange(DisplayText.Width(fitted), 0, width);
        if (DisplayText.Width(line) <= width && width > 0)
        {
            Assert.Equal(line, fitted);
        }
    });

    [Fact]
    public void Wrap_Loses_nothing_And_is_never_wider_than_it_may_be() => Gen.Select(Texts, Gen.Int[2, 30], Gen.Int[0, 6]).Sample((text, width, indent) =>
    {
        string line = DisplayText.OneLine(text);
        IReadOnlyList<string> wrapped = DisplayText.Wrap(line, width, indent, int.MaxValue, "…");
        Assert.All(wrapped, piece => Assert.InRange(DisplayText.Width(piece), 0, width));
        Assert.Equal(line.Replace(" ", "", StringComparison.Ordinal), string.Concat(wrapped).Replace(" ", "", StringComparison.Ordinal));
    });

    [Fact]
    public void Wrap_On_too_few_lines_Cuts_the_last_one() => Gen.Select(Texts, Gen.Int[2, 30], Gen.Int[1, 3]).Sample((text, width, mostLines) =>
    {
        string line = DisplayText.OneLine(text);
        IReadOnlyList<string> whole = DisplayText.Wrap(line, width, 2, int.MaxValue, "…");
        IReadOnlyList<string> wrapped = DisplayText.Wrap(line, width, 2, mostLines, "…");
        Assert.Equal(Math.Min(whole.Count, mostLines), wrapped.Count);
        Assert.Equal(whole.Take(wrapped.Count - 1), wrapped.SkipLast(1));
        Assert.Equal(whole.Count > mostLines, wrapped[^1] != whole[wrapped.Count - 1]);
    });
}
