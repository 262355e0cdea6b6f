using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// The columns of a set of rows: sign, description, bar, counts, remark, elapsed, remaining, pace, item. What does not fit is
/// given up in order of its worth: bar length, item, pace, elapsed time, long labels, remaining time, the bar, remarks, counts.
/// </summary>
internal sealed class RowLayout
{
    private const int SignWidth = 2;
    private const int Gap = 2;
    private const int LongestBar = 40;
    private const int ShortestBar = 10;
    private const int ShortLabel = 12;

    /// <summary>Kept free from the first frame on, so that columns stay where they are when numbers come in.</summary>
    private const int RemainingWidth = 10;
    private const int PaceWidth = 7;
    private const int ItemWidth = 18;

    /// <summary>From here on a person wonders how long a node has been at work.</summary>
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
    private int _pace;
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
        _remark = Widest(rows, row => RowText.Remark(row, _theme.OpenEnd).Length);
        _elapsed = Widest(rows, row => Elapsed(row).Length);
        _remaining = Widest(rows, RemainingWidthOf);
        _pace = Widest(rows, PaceWidthOf);
        _item = Widest(rows, ItemWidthOf);
        Fit();
    }

    /// <summary>The line of one of the rows.</summary>
    public FrameLine Line(ProgressRow row, string indent, int tick)
    {
        Style style = _theme.TextStyleOf(row.State);
        List<FrameSpan> spans = [new(_theme.SignOf(row.State, tick), _theme.StyleOf(row.State))];
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
            // After a bar one space is enough; it belongs to it.
            int gap = _bar > 0 ? 1 : Gap;
            spans.Add(new FrameSpan(Counts(row).PadLeft(_counts), style, column + gap));
            column += gap + _counts;
        }

        Style remarkStyle = row.Failed > 0 ? _theme.Bad : _theme.StyleOf(row.State);
        AddText(spans, RowText.Remark(row, _theme.OpenEnd), remarkStyle, _remark, ref column);
        AddText(spans, RightAligned(Elapsed(row), _elapsed), _theme.Faint, _elapsed, ref column);
        AddText(spans, Remaining(row), _theme.Active, _remaining, ref column);
        AddText(spans, Pace(row), _theme.Faint, _pace, ref column);
        AddText(spans, DisplayText.Fit(Item(row), _item, _theme.Ellipsis), row.RunningItem is null ? _theme.Bad : _theme.Faint, _item, ref column);
        return new FrameLine(spans);
    }

    /// <summary>The line of rows that have none of their own.</summary>
    public FrameLine Line(ProgressFold fold, int level, string indent)
    {
        int column = Math.Min(SignWidth + (level * _levelWidth), _description);
        List<FrameSpan> spans = [new(_theme.Ellipsis, _theme.Faint)];
        AddIndent(spans, indent, column);
        spans.Add(new FrameSpan(DisplayText.Fit(RowText.Summary(fold), _settings.UsableWidth - column, _theme.Ellipsis), _theme.Faint, column));
        return new FrameLine(spans);
    }

    private static int Widest(IReadOnlyCollection<ProgressRow> rows, Func<ProgressRow, int> width) => rows.Select(width).DefaultIfEmpty(0).Max();

    private string Counts(ProgressRow row) => CountText.Share(row, _theme.OpenEnd);

    /// <summary>The width that the counts of a row will need at the end, so that columns stay where they are.</summary>
    private int CountsWidth(ProgressRow row) => Math.Max(Counts(row).Length, row.IsTotalGrowing ? 0 : (2 * CountText.Of(row.Total).Length) + 1);

    /// <summary>A clock; of nodes outside maps how long they took, and the clock only while they take long.</summary>
    private static string Elapsed(ProgressRow row) => row switch
    {
        { HasTime: false, IsClosed: true } => RowText.Average(row),
        _ when row.HasTime || row.Elapsed >= LongWork => RowText.Elapsed(row),
        _ => "",
    };

    private static string Remaining(ProgressRow row) => row is { HasTime: true, IsClosed: false } ? RowText.Remaining(row) : "";

    private static int RemainingWidthOf(ProgressRow row) =>
        row is { HasTime: true, IsClosed: false } ? Math.Max(RemainingWidth, Remaining(row).Length) : 0;

    /// <summary>Of maps the rate. Of nodes in them the mean duration, at the end: before, it would only distract.</summary>
    private string Pace(ProgressRow row) => _isFinal && row is { HasTime: true, Icon: not ProgressIcon.Map } ? RowText.Average(row) : RowText.Rate(row);

    private int PaceWidthOf(ProgressRow row) => row is { Icon: ProgressIcon.Map, IsClosed: false }
        ? Math.Max(PaceWidth, Pace(row).Length)
        : Pace(row).Length;

    /// <summary>Of a map's items under way one, and the one in which a node first failed, by their labels.</summary>
    private string Item(ProgressRow row) => (ItemText.Of(row), row.RunningItem) switch
    {
        ("", _) => "",
        (var item, null) => $"{_theme.FailedSign} {item}",
        var (item, _) => item,
    };

    /// <summary>The same width whatever item is under way.</summary>
    private int ItemWidthOf(ProgressRow row) => row is { HasItemLabels: true, IsClosed: false } ? ItemWidth : Math.Min(ItemWidth, DisplayText.Width(Item(row)));

    /// <summary>The column of a row's label.</summary>
    private int LabelColumn(ProgressRow row) => SignWidth + (_levelWidth * row.Level) + _iconWidth;

    private void Fit()
    {
        int whole = _description;
        _bar = LongestBar;
        GiveUp(ref _bar, ShortestBar);
        GiveUp(ref _item, 0);
        GiveUp(ref _pace, 0);
        GiveUp(ref _elapsed, 0);
        GiveUp(ref _description, Math.Min(_description, _deepestIndent + ShortLabel));
        GiveUp(ref _remaining, 0);
        GiveUp(ref _bar, 0);
        GiveUp(ref _remark, 0);
        GiveUp(ref _description, Math.Min(_description, SignWidth + ShortLabel));
        GiveUp(ref _counts, 0);

        // What was given up whole may leave room for longer labels, and then for a longer bar.
        _description = Math.Min(whole, _description - Math.Min(0, Excess()));
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
        + Wide(_remark) + Wide(_elapsed) + Wide(_remaining) + Wide(_pace) + Wide(_item) - _settings.UsableWidth;

    private static string RightAligned(string text, int width) => text.Length == 0 ? "" : text.PadLeft(width);

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

    private void AddIndent(List<FrameSpan> spans, string indent, int end)
    {
        if (indent.Length > 0 && end < _description)
        {
            spans.Add(new FrameSpan(indent, _theme.Faint, SignWidth));
        }
    }

    private void AddDescription(List<FrameSpan> spans, ProgressRow row, Style style)
    {
        int column = LabelColumn(row);
        if (column >= _description)
        {
            // Too narrow for the tree: the name alone.
            column = Math.Min(SignWidth, _description);
        }
        else if (_iconWidth > 0)
        {
            spans.Add(new FrameSpan(_theme.IconOf(row.Icon), Style.Plain, column - _iconWidth));
        }

        spans.Add(new FrameSpan(DisplayText.Fit(RowText.Label(row), _description - column, _theme.Ellipsis), style, column));
    }
}
