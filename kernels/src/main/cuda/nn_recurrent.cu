// Cells of plain recurrent layers and LSTMs, forward and backward, with CellMath's arguments.
// Launch: any grid; cells is batch · units. What is null there comes with a flag that says so.
#include "nn_cell.cuh"

template <typename T>
__device__ void rnn(int isRelu, int type, int units, int64 cells, int64 stride, int t,
                    int hasLengths, const void* lengths, void* gates, int hasBias, const void* bias,
                    const void* before, void* after, void* output) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    T h;
    bool beyond = cell.isBeyond(hasLengths, lengths, t);
    if (beyond) {
      h = cell.state(before);
    } else {
      T sum = cell.gate(gates, 0, 1) + cell.bias(hasBias, bias, 0, 1);
      h = isRelu ? (sum > 0 || sum != sum ? sum : T(0)) : tanh(sum);
      cell.setGate(gates, 0, 1, h);
    }
    cell.setState(after, h);
    cell.setOutput(output, stride, beyond ? T(0) : h);
  }
}

extern "C" __global__ void nn_recurrent_rnn_f32(int isRelu, int type, int units, long long cells,
                                                long long stride, int t, int hasLengths,
                                                const void* lengths, void* gates, int hasBias,
                                                const void* bias, const void* before, void* after,
                                                void* output) {
  rnn<float>(isRelu, type, units, cells, stride, t, hasLengths, lengths, gates, hasBias, bias,
             before, after, output);
}

extern "C" __global__ void nn_recurrent_rnn_f64(int isRelu, int type, int units, long long cells,
                                                long long stride, int t, int hasLengths,
                                                const void* lengths, void* gates, int hasBias,
                                                const void* bias, const void* before, void* after,
                                                void* output) {
  rnn<double>(isRelu, type, units, cells, stride, t, hasLengths, lengths, gates, hasBias, bias,
              before, after, output);
}

template <typename T>
__device__ void rnn_back(int isRelu, int type, int units, int64 cells, int64 stride, int t,
                         int hasLengths, const void* lengths, const void* gates,
                         const void* outputGradient, void* stateGradient, void* gateGradients) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    if (cell.isBeyond(hasLengths, lengths, t)) {
      cell.setGate(gateGradients, 0, 1, T(0));
      continue;
    }
    T h = cell.gate(gates, 0, 1);
    T gradient = cell.output(outputGradient, stride) + cell.state(stateGradient);
    cell.setGate(gateGradients, 0, 1, gradient * (isRelu ? T(h > 0) : T(1) - h * h));
    cell.setState(stateGradient, T(0));
  }
}

extern "C" __global__ void nn_recurrent_rnn_back_f32(int isRelu, int type, int units,
                                                     long long cells, long long stride, int t,
                                                     int hasLengths, const void* lengths,
                                                     const void* gates, const void* outputGradient,
                                                     void* stateGradient, void* gateGradients) {
  rnn_back<float>(isRelu, type, units, cells, stride, t, hasLengths, lengths, gates, outputGradient,
                  stateGradient, gateGradients);
}

extern "C" __global__ void nn_recurrent_rnn_back_f64(int isRelu, int type, int units,
                                                     long long cells, long long stride, int t,
                                                     int hasLengths, const void* lengths,
                                                     const void* gates, const void* outputGradient,
                                                     void* stateGradient, void* gateGradients) {
  rnn_back<double>(isRelu, type, units, cells, stride, t, hasLengths, lengths, gates,
                   outputGradient, stateGradient, gateGradients);
}

// Gates: i, o, f, c; peepholes: i, o, f.
template <typename T>
__device__ void lstm(int type, int units, int64 cells, int64 stride, int t, int hasLengths,
                     const void* lengths, void* gates, int hasBias, const void* bias,
                     const void* before, void* after, void* output, int hasPeepholes,
                     const void* peepholes, const void* cellBefore, void* cellAfter) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    T c = cell.state(cellBefore);
    T h = cell.state(before);
    bool beyond = cell.isBeyond(hasLengths, lengths, t);
    if (!beyond) {
      T i = cell.gate(gates, 0, 4) + cell.bias(hasBias, bias, 0, 4);
      T o = cell.gate(gates, 1, 4) + cell.bias(hasBias, bias, 1, 4);
      T f = cell.gate(gates, 2, 4) + cell.bias(hasBias, bias, 2, 4);
      T g = tanh(cell.gate(gates, 3, 4) + cell.bias(hasBias, bias, 3, 4));
      if (hasPeepholes) {
        i += cell.parameter(peepholes, 0) * c;
        f += cell.parameter(peepholes, 2) * c;
      }
      i = logistic(i);
      f = logistic(f);
      c = f * c + i * g;
      if (hasPeepholes) o += cell.parameter(peepholes, 1) * c;
      o = logistic(o);
      h = o * tanh(c);
      cell.setGate(gates, 0, 4, i);
      cell.setGate(gates, 1, 4, o);
      cell.setGate(gates, 2, 4, f);
      cell.setGate(gates, 3, 4, g);
    }
    cell.setState(cellAfter, c);
    cell.setState(after, h);
    cell.setOutput(output, stride, beyond ? T(0) : h);
  }
}

extern "C" __global__ void nn_recurrent_lstm_f32(int type, int units, long long cells,
                                                 long long stride, int t, int hasLengths,
                                                 const void* lengths, void* gates, int hasBias,
                                                 const void* bias, const void* before, void* after,
                                                 void* output, int hasPeepholes,
                                                 const void* peepholes, const void* cellBefore,
                                                 void* cellAfter) {
  lstm<float>(type, units, cells, stride, t, hasLengths, lengths, gates, hasBias, bias, before,
              after, output, hasPeepholes, peepholes, cellBefore, cellAfter);
}

extern "C" __global__ void nn_recurrent_lstm_f64(int type, int units, long long cells,
                                                 long long stride, int t, int hasLengths,
                                                 const void* lengths, void* gates, int hasBias,
                                                 const void* bias, const void* before, void* after,
                                                 void* output, int hasPeepholes,
                                                 const void* peepholes, const void* cellBefore,
                                                 void* cellAfter) {
  lstm<double>(type, units, cells, stride, t, hasLengths, lengths, gates, hasBias, bias, before,
               after, output, hasPeepholes, peepholes, cellBefore, cellAfter);
}

template <typename T>
__device__ void lstm_back(int type, int units, int64 cells, int64 stride, int t, int hasLengths,
                          const void* lengths, const void* gates, const void* outputGradient,
                          void* stateGradient, void* gateGradients, int hasPeepholes,
                          const void* peepholes, const void* cellBefore, const void* cellAfter,
                          void* cellGradient) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    if (cell.isBeyond(hasLengths, lengths, t)) {
      for (int gate = 0; gate < 4; gate++) cell.setGate(gateGradients, gate, 4, T(0));
      continue;
    }
    T i = cell.gate(gates, 0, 4);
    T o = cell.gate(gates, 1, 4);
    T f = cell.gate(gates, 2, 4);
    T g = cell.gate(gates, 3, 4);
    T bounded = tanh(cell.state(cellAfter));
    T ofH = cell.output(outputGradient, stride) + cell.state(stateGradient);
    T ofO = ofH * bounded * o * (T(1) - o);
    T ofC = cell.state(cellGradient) + ofH * o * (T(1) - bounded * bounded);
    if (hasPeepholes) ofC += ofO * cell.parameter(peepholes, 1);
    T ofI = ofC * g * i * (T(1) - i);
    T ofF = ofC * cell.state(cellBefore) * f * (T(1) - f);
    T ofBefore = ofC * f;
    if (hasPeepholes) {
      ofBefore += ofI * cell.parameter(peepholes, 0) + ofF * cell.parameter(peepholes, 2);
    }
    cell.setGate(gateGradients, 0, 4, ofI);
    cell.setGate(gateGradients, 1, 4, ofO);
    cell.setGate(gateGradients, 2, 4, ofF);
    cell.setGate(gateGradients, 3, 4, ofC * i * (T(1) - g * g));
    cell.setState(cellGradient, ofBefore);
    cell.setState(stateGradient, T(0));
  }
}

extern "C" __global__ void nn_recurrent_lstm_back_f32(int type, int units, long long cells,
                                                      long long stride, int t, int hasLengths,
                                                      const void* lengths, const void* gates,
                                                      const void* outputGradient,
                                                      void* stateGradient, void* gateGradients,
                                                      int hasPeepholes, const void* peepholes,
                                                      const void* cellBefore, const void* cellAfter,
                                                      void* cellGradient) {
  lstm_back<float>(type, units, cells, stride, t, hasLengths, lengths, gates, outputGradient,
                   stateGradient, gateGradients, hasPeepholes, peepholes, cellBefore, cellAfter,
                   cellGradient);
}

extern "C" __global__ void nn_recurrent_lstm_back_f64(int type, int units, long long cells,
                                                      long long stride, int t, int hasLengths,
                                                      const void* lengths, const void* gates,
                                                      const void* outputGradient,
                                                      void* stateGradient, void* gateGradients,
                                                      int hasPeepholes, const void* peepholes,
                                                      const void* cellBefore, const void* cellAfter,
                                                      void* cellGradient) {
  lstm_back<double>(type, units, cells, stride, t, hasLengths, lengths, gates, outputGradient,
                    stateGradient, gateGradients, hasPeepholes, peepholes, cellBefore, cellAfter,
                    cellGradient);
}

// peepholeGradients[3 · units] += sums over all examples. A thread an element.
template <typename T>
__device__ void peephole_sums(int type, int units, int64 examples, const void* gateGradients,
                              const void* before, const void* after, void* peepholeGradients) {
  for (int64 k = grid_thread(); k < 3 * (int64)units; k += grid_threads()) {
    const void* cells = k / units == 1 ? after : before;
    T sum = load_element(peepholeGradients, k, type, T(0));
    for (int64 row = 0; row < examples; row++) {
      sum += load_element(gateGradients, row * 4 * units + k, type, T(0)) *
             load_element(cells, row * units + k % units, type, T(0));
    }
    store_element(peepholeGradients, k, type, sum);
  }
}

extern "C" __global__ void nn_recurrent_peephole_sums_f32(int type, int units, long long examples,
                                                          const void* gateGradients,
                                                          const void* before, const void* after,
                                                          void* peepholeGradients) {
  peephole_sums<float>(type, units, examples, gateGradients, before, after, peepholeGradients);
}

extern "C" __global__ void nn_recurrent_peephole_sums_f64(int type, int units, long long examples,
                                                          const void* gateGradients,
                                                          const void* before, const void* after,
                                                          void* peepholeGradients) {
  peephole_sums<double>(type, units, examples, gateGradients, before, after, peepholeGradients);
}
