using System.Globalization;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// The columns of a set of rows: sign, description, bar, counts, remark, elapsed, remaining. What does not fit is given
/// up in order of its worth: bar length, elapsed time, long labels, remaining time, the bar, remarks, counts.
/// </summary>
internal sealed class RowLayout
{
    private const int SignWidth = 2;
    private const int Gap = 2;
    private const int LongestBar = 40;
    private const int ShortestBar = 10;
    private const int ShortLabel = 12;
    private const string RemainingSuffix = " left";

    private readonly FrameSettings _settings;
    private readonly int _deepestIndent;
    private int _description;
    private int _bar;
    private int _counts;
    private int _remark;
    private int _elapsed;
    private int _remaining;

    public RowLayout(IReadOnlyCollection<ProgressRow> rows, FrameSettings settings)
    {
        _settings = settings;
        _deepestIndent = rows.Select(Indent).DefaultIfEmpty(0).Max();
        _description = rows.Select(row => Indent(row) + DisplayText.Width(LabelOf(row))).DefaultIfEmpty(0).Max();
        _counts = rows.Select(CountsWidth).DefaultIfEmpty(0).Max();
        _remark = rows.Select(row => Looks.Remark(row).Length).DefaultIfEmpty(0).Max();
        _elapsed = rows.Where(row => row.HasTime).Select(row => ElapsedOf(row).Length).DefaultIfEmpty(0).Max();
        _remaining = rows.Where(row => row.HasTime).Select(RemainingWidth).DefaultIfEmpty(0).Max();
        Fit();
    }

    /// <summary>The line of one of the rows.</summary>
    public FrameLine Line(ProgressRow row, int tick)
    {
        List<FrameSpan> spans = [new(Looks.Sign(row.State, tick, _settings.IsUnicode), Looks.Of(row.State))];
        AddDescription(spans, row);
        int column = _description;
        if (_bar > 0)
        {
            Bar.Add(spans, row, column + Gap, _bar, _settings);
            column += Gap + _bar;
        }

        if (_counts > 0)
        {
            // After a bar one space is enough; it belongs to it.
            int gap = _bar > 0 ? 1 : Gap;
            spans.Add(new FrameSpan(CountsOf(row).PadLeft(_counts), Looks.TextOf(row.State), column + gap));
            column += gap + _counts;
        }

        AddText(spans, Looks.Remark(row), row.Failed > 0 ? Looks.Bad : Looks.Of(row.State), _remark, ref column);
        AddText(spans, row.HasTime ? ElapsedOf(row) : "", Looks.Faint, _elapsed, ref column);
        AddText(spans, row.HasTime ? RemainingOf(row) : "", Looks.Active, _remaining, ref column);
        return new FrameLine(spans);
    }

    private static string LabelOf(ProgressRow row) => DisplayText.OneLine(row.Label);

    private static string CountsOf(ProgressRow row) => row is { IsTotalAssumed: true, IsClosed: false }
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Done}/?")
        : string.Create(CultureInfo.InvariantCulture, $"{row.Done}/{row.Total}");

    /// <summary>The width that the counts of a row will need at the end, so that columns stay where they are.</summary>
    private static int CountsWidth(ProgressRow row) => (2 * row.Total.ToString(CultureInfo.InvariantCulture).Length) + 1;

    private static string ElapsedOf(ProgressRow row) => row.Elapsed is TimeSpan elapsed ? TimeText.Clock(elapsed) : "--:--";

    private static string RemainingOf(ProgressRow row) => row.Remaining is TimeSpan rest ? TimeText.Clock(rest) + RemainingSuffix : "";

    /// <summary>Kept free from the first frame on, so that columns stay where they are when estimates come in.</summary>
    private static int RemainingWidth(ProgressRow row) =>
        row.IsClosed ? 0 : Math.Max("00:00".Length + RemainingSuffix.Length, RemainingOf(row).Length);

    private int Indent(ProgressRow row) => SignWidth + (2 * row.Level) + Looks.IconWidth(_settings.IsUnicode);

    private void Fit()
    {
        _bar = LongestBar;
        GiveUp(ref _bar, ShortestBar);
        GiveUp(ref _elapsed, 0);
        GiveUp(ref _description, Math.Min(_description, _deepestIndent + ShortLabel));
        GiveUp(ref _remaining, 0);
        GiveUp(ref _bar, 0);
        GiveUp(ref _remark, 0);
        GiveUp(ref _description, Math.Min(_description, SignWidth + ShortLabel));
        GiveUp(ref _counts, 0);

        // What was given up whole may leave room for a longer bar.
        _bar = _bar > 0 ? Math.Min(LongestBar, _bar - Excess()) : 0;
        _description = Math.Min(_description, _settings.UsableWidth);
    }

    /// <summary>Takes what is too much from one column: as much as is needed down to a least width, or all of it.</summary>
    private void GiveUp(ref int column, int least)
    {
        int excess = Excess();
        if (excess > 0)
        {
            column = least == 0 ? 0 : Math.Max(least, column - excess);
        }
    }

    private int Excess() => _description + (_bar > 0 ? Gap + _bar : 0) + (_counts > 0 ? (_bar > 0 ? 1 : Gap) + _counts : 0)
        + Wide(_remark) + Wide(_elapsed) + Wide(_remaining) - _settings.UsableWidth;

    private static int Wide(int column) => column > 0 ? Gap + column : 0;

    private static void AddText(List<FrameSpan> spans, string text, Style style, int width, ref int column)
    {
        if (width == 0)
        {
            return;
        }

        if (text.Length > 0)
        {
            spans.Add(new FrameSpan(text, style, column + Gap));
        }

        column += Gap + width;
    }

    private void AddDescription(List<FrameSpan> spans, ProgressRow row)
    {
        int indent = Indent(row);
        int iconColumn = indent - Looks.IconWidth(_settings.IsUnicode);
        if (indent >= _description)
        {
            // Too narrow for the tree: the name alone.
            spans.Add(new FrameSpan(
                DisplayText.Fit(LabelOf(row), _description - SignWidth, _settings.IsUnicode),
                Looks.TextOf(row.State),
                SignWidth));
            return;
        }

        spans.Add(new FrameSpan(Looks.Icon(row.Icon, _settings.IsUnicode), Looks.Plain, iconColumn));
        spans.Add(new FrameSpan(
            DisplayText.Fit(LabelOf(row), _description - indent, _settings.IsUnicode),
            Looks.TextOf(row.State),
            indent));
    }
}
