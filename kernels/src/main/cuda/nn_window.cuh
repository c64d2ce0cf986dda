// The sizes of a convolution from x[batch][inputs][in…] to y[batch][outputs][out…], with weights
// w[outputs][inputs / groups][kernel…], in the order in which the host writes them as int32.
#pragma once

#include "elements.cuh"

struct Axis {
  int in;
  int out;
  int kernel;
  int stride;
  int dilation;
  int begin;

  // Where output o meets kernel place k in the input, or -1 if that is outside.
  __device__ int input(int o, int k) const {
    int i = o * stride + k * dilation - begin;
    return i < 0 || i >= in ? -1 : i;
  }

  // The output that meets input i at kernel place k, or -1 if there is none.
  __device__ int output(int i, int k) const {
    int shifted = i + begin - k * dilation;
    if (shifted < 0 || shifted % stride != 0) return -1;
    return shifted / stride < out ? shifted / stride : -1;
  }
};

struct Window {
  int batch;
  int groups;
  int inputs;
  int outputs;
  Axis depth;
  Axis height;
  Axis width;

  __device__ int group_inputs() const { return inputs / groups; }
  __device__ int group_outputs() const { return outputs / groups; }
  __device__ int in_places() const { return depth.in * height.in * width.in; }
  __device__ int out_places() const { return depth.out * height.out * width.out; }
  __device__ int kernel_places() const { return depth.kernel * height.kernel * width.kernel; }

  // The input place that output place o meets at kernel place k, or -1.
  __device__ int input(int o, int k) const {
    int column = width.input(o % width.out, k % width.kernel);
    int row = height.input(o / width.out % height.out, k / width.kernel % height.kernel);
    int plane = depth.input(o / width.out / height.out, k / width.kernel / height.kernel);
    return column < 0 || row < 0 || plane < 0 ? -1 : (plane * height.in + row) * width.in + column;
  }

  // The output place that meets input place i at kernel place k, or -1.
  __device__ int output(int i, int k) const {
    int column = width.output(i % width.in, k % width.kernel);
    int row = height.output(i / width.in % height.in, k / width.kernel % height.kernel);
    int plane = depth.output(i / width.in / height.in, k / width.kernel / height.kernel);
    return column < 0 || row < 0 || plane < 0 ? -1
                                              : (plane * height.out + row) * width.out + column;
  }
};
