// Cells of GRUs, forward and backward, with CellMath's arguments; gates: z, r, n. Launch: any grid;
// cells is batch · units. Without a bias it may be any pointer.
#include "nn_cell.cuh"

// If linear before the reset, extra is R·h for each gate, else written: r⊙h.
template <typename T>
__device__ void gates_forward(int isLinear, int type, int units, int64 cells, void* gates,
                              int hasBias, const void* bias, const void* before, void* extra) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    T z = cell.gate(gates, 0, 3) + cell.bias(hasBias, bias, 0, 3);
    T r = cell.gate(gates, 1, 3) + cell.bias(hasBias, bias, 1, 3);
    if (isLinear) {
      z += cell.gate(extra, 0, 3);
      r += cell.gate(extra, 1, 3);
    }
    r = logistic(r);
    cell.setGate(gates, 0, 3, logistic(z));
    cell.setGate(gates, 1, 3, r);
    if (isLinear) {
      T product = cell.gate(extra, 2, 3) + (hasBias ? cell.parameter(bias, 5) : T(0));
      cell.setGate(extra, 2, 3, product);
      cell.setGate(gates, 2, 3, cell.gate(gates, 2, 3) + r * product);
    } else {
      cell.setState(extra, r * cell.state(before));
    }
  }
}

extern "C" __global__ void nn_gru_gates_f32(int isLinear, int type, int units, long long cells,
                                            void* gates, int hasBias, const void* bias,
                                            const void* before, void* extra) {
  gates_forward<float>(isLinear, type, units, cells, gates, hasBias, bias, before, extra);
}

extern "C" __global__ void nn_gru_gates_f64(int isLinear, int type, int units, long long cells,
                                            void* gates, int hasBias, const void* bias,
                                            const void* before, void* extra) {
  gates_forward<double>(isLinear, type, units, cells, gates, hasBias, bias, before, extra);
}

template <typename T>
__device__ void state_forward(int isLinear, int type, int units, int64 cells, int64 stride, int t,
                              int hasLengths, const void* lengths, void* gates, int hasBias,
                              const void* bias, const void* before, void* after, void* output) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    T h = cell.state(before);
    bool beyond = cell.isBeyond(hasLengths, lengths, t);
    if (!beyond) {
      T bias_n = isLinear ? (hasBias ? cell.parameter(bias, 2) : T(0))
                          : cell.bias(hasBias, bias, 2, 3);
      T z = cell.gate(gates, 0, 3);
      T candidate = tanh(cell.gate(gates, 2, 3) + bias_n);
      cell.setGate(gates, 2, 3, candidate);
      h = (T(1) - z) * candidate + z * h;
    }
    cell.setState(after, h);
    cell.setOutput(output, stride, beyond ? T(0) : h);
  }
}

extern "C" __global__ void nn_gru_state_f32(int isLinear, int type, int units, long long cells,
                                            long long stride, int t, int hasLengths,
                                            const void* lengths, void* gates, int hasBias,
                                            const void* bias, const void* before, void* after,
                                            void* output) {
  state_forward<float>(isLinear, type, units, cells, stride, t, hasLengths, lengths, gates, hasBias,
                       bias, before, after, output);
}

extern "C" __global__ void nn_gru_state_f64(int isLinear, int type, int units, long long cells,
                                            long long stride, int t, int hasLengths,
                                            const void* lengths, void* gates, int hasBias,
                                            const void* bias, const void* before, void* after,
                                            void* output) {
  state_forward<double>(isLinear, type, units, cells, stride, t, hasLengths, lengths, gates,
                        hasBias, bias, before, after, output);
}

template <typename T>
__device__ void state_back(int type, int units, int64 cells, int64 stride, int t, int hasLengths,
                           const void* lengths, const void* gates, const void* before,
                           const void* outputGradient, void* stateGradient, void* gateGradients) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    if (cell.isBeyond(hasLengths, lengths, t)) {
      cell.setGate(gateGradients, 0, 3, T(0));
      cell.setGate(gateGradients, 2, 3, T(0));
      continue;
    }
    T z = cell.gate(gates, 0, 3);
    T candidate = cell.gate(gates, 2, 3);
    T gradient = cell.output(outputGradient, stride) + cell.state(stateGradient);
    T ofZ = gradient * (cell.state(before) - candidate) * z * (T(1) - z);
    cell.setGate(gateGradients, 0, 3, ofZ);
    cell.setGate(gateGradients, 2, 3, gradient * (T(1) - z) * (T(1) - candidate * candidate));
    cell.setState(stateGradient, gradient * z);
  }
}

extern "C" __global__ void nn_gru_state_back_f32(int type, int units, long long cells,
                                                 long long stride, int t, int hasLengths,
                                                 const void* lengths, const void* gates,
                                                 const void* before, const void* outputGradient,
                                                 void* stateGradient, void* gateGradients) {
  state_back<float>(type, units, cells, stride, t, hasLengths, lengths, gates, before,
                    outputGradient, stateGradient, gateGradients);
}

extern "C" __global__ void nn_gru_state_back_f64(int type, int units, long long cells,
                                                 long long stride, int t, int hasLengths,
                                                 const void* lengths, const void* gates,
                                                 const void* before, const void* outputGradient,
                                                 void* stateGradient, void* gateGradients) {
  state_back<double>(type, units, cells, stride, t, hasLengths, lengths, gates, before,
                     outputGradient, stateGradient, gateGradients);
}

template <typename T>
__device__ void gates_back(int isLinear, int type, int units, int64 cells, const void* gates,
                           const void* before, void* stateGradient, void* gateGradients,
                           const void* extra, void* extraGradient) {
  for (int64 place = grid_thread(); place < cells; place += grid_threads()) {
    Cell<T> cell(type, units, place);
    T r = cell.gate(gates, 1, 3);
    T gradient = isLinear ? cell.gate(gateGradients, 2, 3) : cell.state(extraGradient);
    T scaled = isLinear ? cell.gate(extra, 2, 3) : cell.state(before);
    T ofR = gradient * scaled * r * (T(1) - r);
    cell.setGate(gateGradients, 1, 3, ofR);
    if (isLinear) {
      cell.setGate(extraGradient, 0, 3, cell.gate(gateGradients, 0, 3));
      cell.setGate(extraGradient, 1, 3, ofR);
      cell.setGate(extraGradient, 2, 3, gradient * r);
    } else {
      cell.setState(stateGradient, cell.state(stateGradient) + gradient * r);
    }
  }
}

extern "C" __global__ void nn_gru_gates_back_f32(int isLinear, int type, int units, long long cells,
                                                 const void* gates, const void* before,
                                                 void* stateGradient, void* gateGradients,
                                                 const void* extra, void* extraGradient) {
  gates_back<float>(isLinear, type, units, cells, gates, before, stateGradient, gateGradients,
                    extra, extraGradient);
}

extern "C" __global__ void nn_gru_gates_back_f64(int isLinear, int type, int units, long long cells,
                                                 const void* gates, const void* before,
                                                 void* stateGradient, void* gateGradients,
                                                 const void* extra, void* extraGradient) {
  gates_back<double>(isLinear, type, units, cells, gates, before, stateGradient, gateGradients,
                     extra, extraGradient);
}
