using System.Runtime.InteropServices;

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OnnxRuntimeNative.Tests;

[Collection(SharedEnvironment.Name)]
public unsafe class OrtValueTests
{
    [Fact]
    public void A_value_over_managed_memory_shares_it()
    {
        float[] memory = [1, 2, 3, 4];
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, [2, 2]);
        value.GetTensorMutableDataAsSpan<float>()[3] = 9;
        Assert.Equal(9, memory[3]);
        Assert.True(value.IsTensor);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, value.OnnxType);
    }

    [Fact]
    public void Managed_memory_may_be_larger_than_the_shape_but_not_smaller()
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new float[10].AsMemory(), [2, 2]);
        Assert.Equal(4, value.GetTensorDataAsSpan<float>().Length);
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[3], [2, 2]));
    }

    [Fact]
    public void A_value_over_native_memory_shares_it()
    {
        short* memory = (short*)NativeMemory.AllocZeroed(6, sizeof(short));
        using (OrtValue value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Int16, [6], (nint)memory, 12))
        {
            memory[5] = -3;
            Assert.Equal(-3, value.GetTensorDataAsSpan<short>()[5]);
        }
        NativeMemory.Free(memory);
    }

    [Fact]
    public void An_allocated_value_has_the_shape_asked_for()
    {
        using OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float16, [3, 5]);
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        Assert.Equal((TensorElementType.Float16, 15L, 2, false), (info.ElementDataType, info.ElementCount, info.DimensionsCount, info.IsString));
        Assert.Equal([3L, 5L], info.Shape);
        Assert.Equal(30, value.GetTensorMutableRawData().Length);
        using OrtMemoryInfo memory = value.GetTensorMemoryInfo();
        Assert.Equal("Cpu", memory.Name);
    }

    [Fact]
    public void A_tensor_is_not_read_as_another_type()
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new long[2], [2]);
        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<double>().Length);
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new decimal[2], [2]));
    }

    [Fact]
    public void Disposing_twice_is_harmless_and_use_afterwards_is_refused()
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[2], [2]);
        value.Dispose();
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.GetTensorTypeAndShape());
    }

    [Fact]
    public void Memory_info_keeps_what_it_was_made_with()
    {
        using var info = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        Assert.Equal(("Cpu", 0, OrtAllocatorType.ArenaAllocator, OrtMemType.Default), (info.Name, info.Id, info.GetAllocatorType(), info.GetMemoryType()));
        Assert.Equal(OrtAllocatorType.DeviceAllocator, OrtMemoryInfo.DefaultInstance.GetAllocatorType());
    }
}
