// Squares of planes and their transforms, for convolution by tiles: points[row][channel][square], of
// `count` squares of each channel from `first` on. A transform goes along each row of a square and
// then along each column of that; `lines` has its two matrices, [WIDE · PARTS × SIZE] for rows and
// [SIZE · PARTS × SIZE · PARTS] for columns, columns of zeros where squares are smaller than SIZE.
// Squares of up to 4 or 6 are Winograd's, with real points; of up to 16 Fourier's, with complex ones.
// A block has LANES squares at a time; neighbouring threads have neighbouring squares.
#pragma once

#include "elements.cuh"

// planes[image][channels][height][width], cut into images × tall × wide squares of size × size that
// are `step` apart, the first at (top, left), which may be outside: the host writes these as int32.
struct Squares {
  int channels;
  int height;
  int width;
  int tall;
  int wide;
  int step;
  int top;
  int left;
  int size;
};

// A square's channel, where the channel's plane begins, and where in it the square does.
struct Corner {
  int channel;
  int64 plane;
  int row;
  int column;
};

__device__ __forceinline__ Corner corner(const Squares& squares, int64 first, int64 count,
                                         int64 at) {
  int64 channel, square, line, column, image, row;
  split(at, count, &channel, &square);
  split(first + square, squares.wide, &line, &column);
  split(line, squares.tall, &image, &row);
  int64 plane = (image * squares.channels + channel) * squares.height * squares.width;
  return {(int)channel, plane, (int)row * squares.step + squares.top,
          (int)column * squares.step + squares.left};
}

// The product of a row of a matrix, or of a column where `apart` is not 1, with a line.
template <typename T, int LENGTH>
__device__ __forceinline__ T product(const T* factors, int apart, const T* line) {
  T sum = 0;
#pragma unroll
  for (int k = 0; k < LENGTH; k++) sum += factors[k * apart] * line[k];
  return sum;
}
