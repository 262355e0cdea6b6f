using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Creates what writes inputs and reads outputs of one type.</summary>
internal abstract class Accessors
{
    /// <summary>The accessors of a type that is known only at run time.</summary>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    public static Accessors Of(Type type) => (Accessors)ClosedTypes.Create(typeof(Accessors<>), [type]);

    /// <summary>The writer of one input.</summary>
    public abstract object CreateInput(PlanValue value, int index);

    /// <summary>The writer of an input from a member that is read by reflection.</summary>
    public abstract object CreateReflectedInput(Func<object?, object?> read, PlanValue value, int index);

    /// <summary>The writer of the inputs from several members.</summary>
    public abstract object Combine(object[] members);

    /// <summary>The reader of one output.</summary>
    public abstract OutputReader CreateOutput(PlanValue value);

    /// <summary>The reader of an object that is created of outputs.</summary>
    public abstract OutputReader CreateObject(Func<ParameterExpression, Expression> create);
}

/// <inheritdoc/>
internal sealed class Accessors<T> : Accessors
{
    public override object CreateInput(PlanValue value, int index) => StoresInput(value) ? new SlotInput<T>(value, index) : new ConvertedInput<T>(value, index);

    public override object CreateReflectedInput(Func<object?, object?> read, PlanValue value, int index) =>
        new ReflectedInput<T>(read, new ConvertedInput<object?>(value, index));

    public override object Combine(object[] members) => new MemberInputs<T>([.. members.Cast<InputWriter<T>>()]);

    public override OutputReader CreateOutput(PlanValue value) =>
        value.Slot.Column == 0 || value.SlotType.Type == typeof(T) ? new SlotOutput<T>(value) : new ConvertedOutput<T>(value);

    public override OutputReader CreateObject(Func<ParameterExpression, Expression> create) => new CreatedOutput<T>(create);

    /// <summary>Whether the slot stores every value of the type as it is. An array may have items of another type than it says, so that each is checked.</summary>
    private static bool StoresInput(PlanValue value) => value.Slot.Column == 0
        ? value.AcceptsAll(typeof(T)) && !TypeFit.MayReadOtherItems(typeof(T))
        : value.SlotType.Type == typeof(T);
}
