using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Moves and converts parameters, gradients and buffers here and below. Integer tensors keep their type.
            /// Changed tensors are new objects: make the optimiser after the move.
            /// </summary>
            internal virtual Module MoveTo(Device? device, ScalarType? dtype)
            {
                if (dtype is { } wanted && !IsFloating(wanted))
                {
                    throw new ArgumentException($"Found type {wanted}, expected a floating-point type: a module's parameters cannot be integers.");
                }

                foreach (var (_, module) in named_children())
                {
                    module.MoveTo(device, dtype);
                }

                using var noGrad = no_grad();
                foreach (var (key, parameter) in _internal_params.ToArray<(string, Parameter)>())
                {
                    MoveParameter(key, parameter, device, dtype);
                }

                foreach (var (key, (buffer, persistent)) in _internal_buffers.ToArray<(string, (Tensor, bool))>())
                {
                    if (NeedsMove(buffer, device, dtype))
                    {
                        var moved = Moved(buffer, device, dtype).DetachFromDisposeScope();
                        _internal_buffers[key] = (moved, persistent);
                        Replace(buffer, moved);
                        buffer.Dispose();
                    }
                }

                if (device is not null)
                {
                    (_deviceType, _deviceIndex) = (device.type, device.index);
                }

                return this;
            }

            /// <summary>Points every field that holds <paramref name="before"/> to <paramref name="after"/>.</summary>
            private protected virtual void Replace(Tensor before, Tensor after)
            {
                foreach (var field in InstanceFields(GetType()))
                {
                    if (typeof(Tensor).IsAssignableFrom(field.FieldType) && ReferenceEquals(field.GetValue(this), before))
                    {
                        field.SetValue(this, after);
                    }
                }
            }

            private void MoveParameter(string key, Parameter parameter, Device? device, ScalarType? dtype)
            {
                using var grad = parameter.grad;
                if (!NeedsMove(parameter, device, dtype) && (grad is null || !NeedsMove(grad, device, dtype)))
                {
                    return;
                }

                var moved = new Parameter(Moved(parameter, device, dtype), parameter.requires_grad);
                moved.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var movedGrad = Moved(grad, device, dtype);
                    moved.grad = movedGrad;
                }

                _internal_params[key] = moved;
                Replace(parameter, moved);
                parameter.Dispose();
            }

            private static Tensor Moved(Tensor tensor, Device? device, ScalarType? dtype) =>
                tensor.to(TargetType(tensor, dtype), device ?? tensor.device, copy: true);

            private static bool NeedsMove(Tensor tensor, Device? device, ScalarType? dtype) =>
                TargetType(tensor, dtype) != tensor.dtype
                || (device is not null && (device.type != tensor.device.type || (device.index >= 0 && device.index != tensor.device.index)));

            private static ScalarType TargetType(Tensor tensor, ScalarType? dtype) =>
                dtype is { } wanted && IsFloating(tensor.dtype) ? wanted : tensor.dtype;

            private static bool IsFloating(ScalarType dtype) => dtype is ScalarType.Float16 or ScalarType.BFloat16
                or ScalarType.Float32 or ScalarType.Float64 or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;
        }
    }
}
