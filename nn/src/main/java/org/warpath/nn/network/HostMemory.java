package org.warpath.nn.network;

import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Vector;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.solver.CpuUpdate;
import org.warpath.nn.solver.Update;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.solver.UpdateStep;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The host's memory, freed as a whole. */
final class HostMemory implements Memory<Tensor> {
  private final Engine.Cpu engine;
  private final Arena arena = Arena.ofShared();

  HostMemory(Engine.Cpu engine) {
    this.engine = engine;
  }

  @Override
  public Tensor allocate(ElementType type, Shape shape, String what) {
    if (type.isHalf()) {
      throw new IllegalArgumentException(
          "the processor computes in float32 or float64, not " + type);
    }
    return Tensor.zeros(arena, type, shape);
  }

  @Override
  public void write(Tensor from, Tensor to) {
    to.copyFrom(from);
  }

  @Override
  public void read(Tensor from, Tensor to) {
    to.copyFrom(from);
  }

  @Override
  public void zero(Tensor tensor) {
    tensor.fill(0);
  }

  @Override
  public void add(Tensor from, Tensor to) {
    Blas.axpy(1, vector(from), vector(to), engine);
  }

  private static Vector vector(Tensor tensor) {
    int count = Math.toIntExact(tensor.shape().count());
    return new Vector(tensor.type(), tensor.memory(), count, 1);
  }

  @Override
  public Tensor first(Tensor tensor, Shape shape) {
    return tensor.slice(0, shape);
  }

  @Override
  public Step bind(Layer layer, Binding<Tensor> binding) {
    return layer.onCpu(binding, engine.threads());
  }

  @Override
  public UpdateStep bind(Update<Tensor> update, UpdateRule.Form form) {
    return new CpuUpdate(update, form, engine.threads());
  }

  @Override
  public void close() {
    arena.close();
  }
}
