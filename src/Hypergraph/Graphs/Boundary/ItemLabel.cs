using System.Globalization;

namespace Hypergraph;

/// <summary>
/// The label of the items of a map in failures, events and progress: the value of an input (<c>ItemLabel = "path"</c>), or a
/// text computed from it. Without a label an item is identified by its index.
/// </summary>
public sealed class ItemLabel
{
    private readonly Func<object?, string?> _textOf;

    private ItemLabel(string input, Func<object?, string?> textOf)
    {
        ArgumentNullException.ThrowIfNull(input);
        Input = input;
        _textOf = textOf;
    }

    /// <summary>The name of the input that the label is computed from.</summary>
    public string Input { get; }

    /// <summary>Creates a label that is the value of an input as text, in the invariant culture.</summary>
    /// <param name="input">The name of the input.</param>
    public static ItemLabel FromString(string input) => new(input, value => Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>Creates a label that is computed from the value of an input.</summary>
    /// <typeparam name="T">The type of the value. An item whose value is of another type has no label.</typeparam>
    /// <param name="input">The name of the input.</param>
    /// <param name="textOf">
    /// Returns the text; null for none. It is called once for each item, before the first node of the item and on its thread, also
    /// without a listener. An item for which it throws has no label.
    /// </param>
    public static ItemLabel Of<T>(string input, Func<T, string?> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        return new ItemLabel(input, value => value is T typed ? textOf(typed) : null);
    }

    /// <summary>Creates a label that is the value of an input as text, in the invariant culture.</summary>
    /// <param name="input">The name of the input.</param>
    public static implicit operator ItemLabel(string input) => FromString(input);

    /// <summary>Returns the same label after an input was renamed.</summary>
    internal ItemLabel WithInput(string input) => Input == input ? this : new ItemLabel(input, _textOf);

    /// <summary>Returns the label of an item; null if it has none.</summary>
    internal string? TextOf(object? value)
    {
        try
        {
            return _textOf(value) is { Length: > 0 } text ? text : null;
        }
        catch (Exception)
        {
            // A label is for display only; it must not affect the run.
            return null;
        }
    }
}
