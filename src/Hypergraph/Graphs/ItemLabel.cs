using System.Globalization;

namespace Hypergraph;

/// <summary>
/// How the items of a map are called in failures, events and progress: by the value of an input (<c>ItemLabel = "path"</c>), or by a
/// text made of it. Without one an item is called by its number.
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

    /// <summary>The name of the input that the label is made of.</summary>
    public string Input { get; }

    /// <summary>The value of an input as text, in the invariant culture.</summary>
    /// <param name="input">The name of the input.</param>
    public static ItemLabel FromString(string input) => new(input, value => Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>A text made of the value of an input.</summary>
    /// <typeparam name="T">The type of the value. An item whose value is of another type has no label.</typeparam>
    /// <param name="input">The name of the input.</param>
    /// <param name="textOf">
    /// Makes the text; null for none. It is called once for each item, before the item's first node and on its thread, also without
    /// a listener. An item for which it throws has no label.
    /// </param>
    public static ItemLabel Of<T>(string input, Func<T, string?> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        return new ItemLabel(input, value => value is T typed ? textOf(typed) : null);
    }

    /// <summary>The value of an input as text, in the invariant culture.</summary>
    /// <param name="input">The name of the input.</param>
    public static implicit operator ItemLabel(string input) => FromString(input);

    /// <summary>The same label, after its input may have been renamed.</summary>
    internal ItemLabel RenamedFrom(string from, string to) => Input == from ? new ItemLabel(to, _textOf) : this;

    /// <summary>The label of an item; null if it has none.</summary>
    internal string? TextOf(object? value)
    {
        try
        {
            return _textOf(value) is { Length: > 0 } text ? text : null;
        }
        catch (Exception)
        {
            // A label is for those who look at a run; it must not change it.
            return null;
        }
    }
}
