// Windows over channels of three dimensions, as Window and Planes have them.
#pragma once

#include "elements.cuh"

// One dimension.
struct Axis {
  int input, output, size, stride, begin, end, dilation;

  // Element k of a window, or -1 if it is outside the input.
  __device__ int element(int window, int k) const {
    int at = window * stride - begin + k * dilation;
    return at >= 0 && at < input ? at : -1;
  }

  // The window whose element k lies at `at`, or -1.
  __device__ int window(int at, int k) const {
    int start = at + begin - k * dilation;
    if (start < 0 || start % stride != 0) return -1;
    return start / stride < output ? start / stride : -1;
  }

  // Elements of a window before `limit` that count.
  __device__ int count(int window, int padding) const {
    int counted = 0;
    for (int k = 0; k < size; k++) {
      int at = window * stride - begin + k * dilation;
      counted += padding ? at < input + end : at >= 0 && at < input;
    }
    return counted;
  }
};

// A place of a channel in three dimensions.
struct Place {
  int64 channel;
  int depth, row, column;

  __device__ Place(int64 place, int64 each, int rows, int columns) {
    int64 within, line, at;
    split(place, each, &channel, &within);
    split(within, columns, &line, &at);
    column = (int)at;
    row = (int)(line % rows);
    depth = (int)(line / rows);
  }
};

struct Axes {
  Axis depth, row, column;

  __device__ int64 inputs() const { return (int64)depth.input * row.input * column.input; }
  __device__ int64 outputs() const { return (int64)depth.output * row.output * column.output; }

  __device__ Place input(int64 place) const {
    return Place(place, inputs(), row.input, column.input);
  }

  __device__ Place output(int64 place) const {
    return Place(place, outputs(), row.output, column.output);
  }

  // What the second output counts: 0 the tensor, 1 the tensor by columns, 2 the channel.
  __device__ double index(int counts, int64 channel, int place) const {
    if (place < 0) return -1;
    if (counts == 2) return place;
    if (counts == 0) return (double)(channel * inputs() + place);
    int64 line = place / column.input;
    int64 turned = (place % column.input * (int64)row.input + line % row.input) * depth.input;
    return (double)(channel * inputs() + turned + line / row.input);
  }
};
