using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Hypergraph.Tests.Debugging;

/// <summary>Evaluates the <see cref="DebuggerDisplayAttribute"/> of an object as a debugger does.</summary>
internal static partial class DebuggerText
{
    public static string Of(object value)
    {
        (Type declaring, string format) = Find(value.GetType());
        return Expression().Replace(format, match => Evaluate(value, declaring, match.Groups["member"].Value));
    }

    private static (Type Declaring, string Format) Find(Type type)
    {
        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: false) is { } display)
            {
                return (declaring, display.Value);
            }
        }

        throw new InvalidOperationException($"{type} has no DebuggerDisplay.");
    }

    private static string Evaluate(object value, Type declaring, string member)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return member == "ToString()"
            ? value.ToString()!
            : (string)(declaring.GetProperty(member, Own) ?? throw new InvalidOperationException($"{declaring} has no property {member}.")).GetValue(value)!;
    }

    [GeneratedRegex(@"\{(?<member>[\w()]+),nq\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
