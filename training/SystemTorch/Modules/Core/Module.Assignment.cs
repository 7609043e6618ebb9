using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Puts a parameter into a field and registers it; the one before is disposed. It outlives the current dispose scope.</summary>
            private protected void Assign(ref Parameter? field, Parameter? value, string key)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(key, value);
            }

            /// <summary>Puts a buffer into a field and registers it; the one before is disposed. It outlives the current dispose scope.</summary>
            private protected void Assign(ref Tensor? field, Tensor? value, string key)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(key, value);
            }
        }
    }
}
