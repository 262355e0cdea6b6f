using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// A terminal in memory: what a person would see after some output. It knows the control sequences that progress
/// uses and throws on any other.
/// </summary>
public sealed class VirtualScreen
{
    private readonly List<Cell[]> _lines = [];
    private readonly List<string> _scrolledOff = [];
    private readonly int _mapWidth;
    private string _sgr = "";
    private int _row;
    private int _column;
    private int _savedRow;
    private int _savedColumn;
    private bool _wrapsNext;
    private bool _wraps = true;

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="mapWidth">The width of 🗺️ in cells on this terminal: terminals differ.</param>
    public VirtualScreen(int width, int height, int mapWidth = 1)
    {
        Width = width;
        Height = height;
        _mapWidth = mapWidth;
        for (int i = 0; i < height; i++)
        {
            _lines.Add(BlankLine());
        }
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>State and percentage that was last reported to the terminal for its taskbar button (OSC 9;4); null if never.</summary>
    public string? Taskbar { get; private set; }

    public int CursorRow => _row;

    public int CursorColumn => _column;

    /// <summary>Lines that have left the screen at its top.</summary>
    public IReadOnlyList<string> ScrolledOff => _scrolledOff;

    public IReadOnlyList<IReadOnlyList<Cell>> Lines => _lines;

    /// <summary>All lines down to the last one that is not blank, without trailing spaces.</summary>
    public string Text => string.Join('\n', _lines.Select(TextOf)).TrimEnd('\n');

    /// <summary>The column in which a text begins on a line; the cells before it decide, not the characters.</summary>
    public int ColumnOf(int row, string text)
    {
        for (int column = 0; column < Width; column++)
        {
            string rest = string.Concat(_lines[row].Skip(column).Select(cell => cell.Text));
            if (_lines[row][column].Text.Length > 0 && rest.StartsWith(text, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>Makes the screen lower or narrower as xterm does: nothing is wrapped anew.</summary>
    public void Resize(int width, int height)
    {
        while (_row >= height)
        {
            Scroll();
            _row--;
        }

        Width = width;
        Height = height;
        for (int i = 0; i < _lines.Count; i++)
        {
            _lines[i] = [.. _lines[i].Concat(Enumerable.Repeat(Cell.Blank, width)).Take(width)];
        }

        while (_lines.Count < height)
        {
            _lines.Add(BlankLine());
        }

        _lines.RemoveRange(height, _lines.Count - height);
    }

    public void Write(string output)
    {
        int at = 0;
        while (at < output.Length)
        {
            at = output[at] switch
            {
                '\e' => Sequence(output, at),
                '\r' => Control(at, () => _column = 0),
                '\n' => Control(at, LineFeed),
                _ => Character(output, at),
            };
        }
    }

    private static string TextOf(Cell[] line) => string.Concat(line.Select(cell => cell.Text)).TrimEnd();

    private Cell[] BlankLine() => [.. Enumerable.Repeat(Cell.Blank, Width)];

    private int Control(int at, Action act)
    {
        _wrapsNext = false;
        act();
        return at + 1;
    }

    private void LineFeed()
    {
        if (_row < Height - 1)
        {
            _row++;
        }
        else
        {
            Scroll();
        }
    }

    private void Scroll()
    {
        _scrolledOff.Add(TextOf(_lines[0]));
        _lines.RemoveAt(0);
        _lines.Add(BlankLine());
    }

    private int Character(string output, int at)
    {
        Rune rune = Rune.GetRuneAt(output, at);
        if (Rune.IsControl(rune))
        {
            throw new InvalidOperationException($"A control character, U+{rune.Value:X4}.");
        }

        int width = rune.Value == 0x1F5FA ? _mapWidth : new Segment(rune.ToString()).CellCount();
        if (width == 0)
        {
            JoinToLast(rune);
        }
        else
        {
            Put(rune.ToString(), width);
        }

        return at + rune.Utf16SequenceLength;
    }

    private void JoinToLast(Rune rune)
    {
        int column = _wrapsNext ? _column : Math.Max(0, _column - 1);
        while (column > 0 && _lines[_row][column].Text.Length == 0)
        {
            column--;
        }

        Cell cell = _lines[_row][column];
        _lines[_row][column] = cell with { Text = cell.Text + rune };
    }

    private void Put(string text, int width)
    {
        if (_wrapsNext && _wraps)
        {
            _wrapsNext = false;
            _column = 0;
            LineFeed();
        }

        _lines[_row][_column] = new Cell(text, _sgr);
        if (width == 2 && _column + 1 < Width)
        {
            _lines[_row][_column + 1] = new Cell("", _sgr);
        }

        _wrapsNext = _column + width >= Width;
        _column = Math.Min(Width - 1, _column + width);
    }

    private int Sequence(string output, int at)
    {
        if (output.AsSpan(at).StartsWith("\e]9;4;"))
        {
            int close = output.IndexOf("\e\\", at + 1, StringComparison.Ordinal);
            Taskbar = output[(at + 6)..close];
            return close + 2;
        }

        if (output[at + 1] is '7' or '8')
        {
            _wrapsNext = false;
            (_savedRow, _savedColumn) = output[at + 1] == '7' ? (_row, _column) : (_savedRow, _savedColumn);
            (_row, _column) = (Math.Min(_savedRow, Height - 1), Math.Min(_savedColumn, Width - 1));
            return at + 2;
        }

        if (output[at + 1] != '[')
        {
            throw new NotSupportedException($"Not a sequence that progress uses: ESC {output[at + 1]}.");
        }

        int end = at + 2;
        while (output[end] is < '@' or > '~')
        {
            end++;
        }

        Apply(output[(at + 2)..end], output[end]);
        return end + 1;
    }

    private void Apply(string parameters, char command)
    {
        if (command == 'm')
        {
            _sgr = parameters is "" or "0" ? "" : parameters;
            return;
        }

        _wrapsNext = false;
        switch (command, parameters)
        {
            case ('h', "?25"):
                IsCursorVisible = true;
                break;
            case ('l', "?25"):
                IsCursorVisible = false;
                break;
            case ('h' or 'l', "?2026"):
                break;
            case ('h' or 'l', "?7"):
                _wraps = command == 'h';
                break;
            case ('B', _):
                _row = Math.Min(Height - 1, _row + Number(parameters));
                break;
            case ('C', _):
                _column = Math.Min(Width - 1, _column + Number(parameters));
                break;
            case ('A', _):
                _row = Math.Max(0, _row - Number(parameters));
                break;
            case ('G', _):
                _column = Math.Min(Width - 1, Number(parameters) - 1);
                break;
            case ('K', ""):
                Blank(_row, _column);
                break;
            case ('J', "") when (_row, _column) == (0, 0) && Width > 1:
                throw new InvalidOperationException("Erased from the first cell: tmux moves the whole screen to its history then.");
            case ('J', ""):
                Blank(_row, _column);
                for (int row = _row + 1; row < Height; row++)
                {
                    Blank(row, 0);
                }

                break;
            default:
                throw new NotSupportedException($"Not a sequence that progress uses: CSI {parameters} {command}.");
        }
    }

    private static int Number(string parameters) => parameters.Length == 0 ? 1 : int.Parse(parameters, CultureInfo.InvariantCulture);

    private void Blank(int row, int fromColumn)
    {
        for (int column = fromColumn; column < Width; column++)
        {
            _lines[row][column] = Cell.Blank;
        }
    }
}
