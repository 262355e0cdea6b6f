using Hypergraph.Progress.Text;
using Spectre.Console;

namespace Hypergraph.Progress.Frames;

/// <summary>
/// The columns of a set of rows: sign, description, bar, counts, remark, elapsed, remaining, rate, item. Columns that do not fit
/// are removed or shortened in this order: bar length, item, rate, elapsed time, long labels, remaining time, the bar, remarks,
/// counts.
/// </summary>
internal sealed class RowLayout
{
    private const int SignWidth = 2;
    private const int Gap = 2;
    private const int MaxBarWidth = 40;
    private const int MinBarWidth = 10;
    private const int MinLabelWidth = 12;

    /// <summary>Reserved from the first frame on, so that columns do not move when numbers appear.</summary>
    private const int RemainingWidth = 10;
    private const int RateWidth = 7;
    private const int ItemWidth = 18;

    /// <summary>From this duration on, the row of a running node shows a clock.</summary>
    private static readonly TimeSpan LongWork = TimeSpan.FromSeconds(3);

    private readonly FrameSettings _settings;
    private readonly ProgressTheme _theme;
    private readonly int _levelWidth;
    private readonly int _iconWidth;
    private readonly bool _isFinal;
    private readonly int _deepestIndent;
    private int _description;
    private int _bar;
    private int _counts;
    private int _remark;
    private int _elapsed;
    private int _remaining;
    private int _rate;
    private int _item;

    public RowLayout(IReadOnlyCollection<ProgressRow> rows, FrameSettings settings, bool isFinal)
    {
        _settings = settings;
        _theme = settings.Theme;
        _levelWidth = TreeIndents.LevelWidth(_theme);
        _iconWidth = _theme.IconWidth;
        _isFinal = isFinal;
        _deepestIndent = Widest(rows, LabelColumn);
        _description = Widest(rows, row => LabelColumn(row) + DisplayText.Width(RowText.Label(row)));
        _counts = Widest(rows, CountsWidth);
        _remark = Widest(rows, row => RowText.Remark(row, _theme.UnknownTotal).Length);
        _elapsed = Widest(rows, row => Elapsed(row).Length);
        _remaining = Widest(rows, RemainingWidthOf);
        _rate = Widest(rows, RateWidthOf);
        _item = Widest(rows, ItemWidthOf);
        Fit();
    }

    /// <summary>Returns the line of one of the rows.</summary>
    public FrameLine Line(ProgressRow row, string indent, int tick)
    {
        Style style = _theme.TextStyleOf(row.State);
        List<FrameSegment> spans = [new(_theme.SignOf(row.State, tick), _theme.StyleOf(row.State))];
        AddIndent(spans, indent, LabelColumn(row));
        AddDescription(spans, row, style);
        int column = _description;
        if (_bar > 0)
        {
            Bar.Add(spans, row, column + Gap, _bar, _settings);
            column += Gap + _bar;
        }

        if (_counts > 0)
        {
            // After a bar one space is enough, as part of the column.
            int gap = _bar > 0 ? 1 : Gap;
            spans.Add(new FrameSegment(Counts(row).PadLeft(_counts), style, column + gap));
            column += gap + _counts;
        }

        Style remarkStyle = row.Failed > 0 ? _theme.Bad : _theme.StyleOf(row.State);
        AddText(spans, RowText.Remark(row, _theme.UnknownTotal), remarkStyle, _remark, ref column);
        AddText(spans, RightAligned(Elapsed(row), _elapsed), _theme.Faint, _elapsed, ref column);
        AddText(spans, Remaining(row), _theme.Active, _remaining, ref column);
        AddText(spans, RateOrAverage(row), _theme.Faint, _rate, ref column);
        AddText(spans, DisplayText.Truncate(Item(row), _item, _theme.Ellipsis), row.RunningItem is null ? _theme.Bad : _theme.Faint, _item, ref column);
        return new FrameLine(spans);
    }

    /// <summary>Returns the line of a fold.</summary>
    public FrameLine Line(ProgressFold fold, int level, string indent)
    {
        int column = Math.Min(SignWidth + (level * _levelWidth), _description);
        List<FrameSegment> spans = [new(_theme.Ellipsis, _theme.Faint)];
        AddIndent(spans, indent, column);
        spans.Add(new FrameSegment(DisplayText.Truncate(RowText.Summary(fold), _settings.UsableWidth - column, _theme.Ellipsis), _theme.Faint, column));
        return new FrameLine(spans);
    }

    private static int Widest(IReadOnlyCollection<ProgressRow> rows, Func<ProgressRow, int> width) => rows.Select(width).DefaultIfEmpty(0).Max();

    private string Counts(ProgressRow row) => CountText.DoneOfTotal(row, _theme.UnknownTotal);

    /// <summary>Returns the final width of the counts of a row, so that columns do not move.</summary>
    private int CountsWidth(ProgressRow row) => Math.Max(Counts(row).Length, row.IsTotalGrowing ? 0 : (2 * CountText.Format(row.Total).Length) + 1);

    /// <summary>Returns a clock; for nodes outside maps the duration, and a clock only while they run long.</summary>
    private static string Elapsed(ProgressRow row) => row switch
    {
        { HasTime: false, IsClosed: true } => RowText.Average(row),
        _ when row.HasTime || row.Elapsed >= LongWork => RowText.Elapsed(row),
        _ => "",
    };

    private static string Remaining(ProgressRow row) => row is { HasTime: true, IsClosed: false } ? RowText.Remaining(row) : "";

    private static int RemainingWidthOf(ProgressRow row) =>
        row is { HasTime: true, IsClosed: false } ? Math.Max(RemainingWidth, Remaining(row).Length) : 0;

    /// <summary>
    /// Returns the rate of a map, or the mean duration of a node in a map once the run has ended; earlier it would only distract.
    /// </summary>
    private string RateOrAverage(ProgressRow row) => _isFinal && row is { HasTime: true, Icon: not ProgressIcon.Map } ? RowText.Average(row) : RowText.Rate(row);

    private int RateWidthOf(ProgressRow row) => row is { Icon: ProgressIcon.Map, IsClosed: false }
        ? Math.Max(RateWidth, RateOrAverage(row).Length)
        : RateOrAverage(row).Length;

    /// <summary>Returns the label of an item: of a map's items in flight, or of the item in which a node first failed.</summary>
    private string Item(ProgressRow row) => (ItemText.Of(row), row.RunningItem) switch
    {
        ("", _) => "",
        (var item, null) => $"{_theme.FailedSign} {item}",
        var (item, _) => item,
    };

    /// <summary>Returns a width that does not depend on the item in flight.</summary>
    private int ItemWidthOf(ProgressRow row) => row is { HasItemLabels: true, IsClosed: false } ? ItemWidth : Math.Min(ItemWidth, DisplayText.Width(Item(row)));

    /// <summary>The column of a row's label.</summary>
    private int LabelColumn(ProgressRow row) => SignWidth + (_levelWidth * row.Level) + _iconWidth;

    private void Fit()
    {
        int fullDescription = _description;
        _bar = MaxBarWidth;
        Shrink(ref _bar, MinBarWidth);
        Shrink(ref _item, 0);
        Shrink(ref _rate, 0);
        Shrink(ref _elapsed, 0);
        Shrink(ref _description, Math.Min(_description, _deepestIndent + MinLabelWidth));
        Shrink(ref _remaining, 0);
        Shrink(ref _bar, 0);
        Shrink(ref _remark, 0);
        Shrink(ref _description, Math.Min(_description, SignWidth + MinLabelWidth));
        Shrink(ref _counts, 0);

        // Removed columns may leave room for longer labels, and then for a longer bar.
        _description = Math.Min(fullDescription, _description - Math.Min(0, Excess()));
        _bar = _bar > 0 ? Math.Min(MaxBarWidth, _bar - Excess()) : 0;
        _description = Math.Min(_description, _settings.UsableWidth);
    }

    /// <summary>Shortens one column by the excess, down to a minimum width. Removes the column if the minimum is zero.</summary>
    private void Shrink(ref int column, int minWidth)
    {
        int excess = Excess();
        if (excess > 0)
        {
            column = minWidth == 0 ? 0 : Math.Max(minWidth, column - excess);
        }
    }

    private int Excess() => _description + (_bar > 0 ? Gap + _bar : 0) + (_counts > 0 ? (_bar > 0 ? 1 : Gap) + _counts : 0)
        + WidthWithGap(_remark) + WidthWithGap(_elapsed) + WidthWithGap(_remaining) + WidthWithGap(_rate) + WidthWithGap(_item) - _settings.UsableWidth;

    private static string RightAligned(string text, int width) => text.Length == 0 ? "" : text.PadLeft(width);

    private static int WidthWithGap(int column) => column > 0 ? Gap + column : 0;

    private static void AddText(List<FrameSegment> spans, string text, Style style, int width, ref int column)
    {
        if (width == 0)
        {
            return;
        }

        if (text.Length > 0)
        {
            spans.Add(new FrameSegment(text, style, column + Gap));
        }

        column += Gap + width;
    }

    private void AddIndent(List<FrameSegment> spans, string indent, int end)
    {
        if (indent.Length > 0 && end < _description)
        {
            spans.Add(new FrameSegment(indent, _theme.Faint, SignWidth));
        }
    }

    private void AddDescription(List<FrameSegment> spans, ProgressRow row, Style style)
    {
        int column = LabelColumn(row);
        if (column >= _description)
        {
            // Too narrow for the tree: only the name.
            column = Math.Min(SignWidth, _description);
        }
        else if (_iconWidth > 0)
        {
            spans.Add(new FrameSegment(_theme.IconOf(row.Icon), Style.Plain, column - _iconWidth));
        }

        spans.Add(new FrameSegment(DisplayText.Truncate(RowText.Label(row), _description - column, _theme.Ellipsis), style, column));
    }
}
