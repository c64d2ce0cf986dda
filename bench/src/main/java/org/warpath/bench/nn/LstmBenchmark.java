package org.warpath.bench.nn;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;

/**
 * An LSTM of char-rnn's second layer, 50 steps of 50 sequences, 128 numbers to 128 units, in
 * float32: fused, and as separate layers step by step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LstmBenchmark {

  /** Of the CPU engine. */
  @Param({"1", "2"})
  public int threads;

  private LstmPair pair;

  /** Opens both. */
  @Setup
  public void open() {
    pair = new LstmPair(new StepByStep(50, 50, 128, 128), ElementType.FLOAT32, Engine.cpu(threads));
  }

  /** Frees both. */
  @TearDown
  public void close() {
    pair.close();
  }

  /** The fused one forward. */
  @Benchmark
  public void fusedForward() {
    pair.fused.forward(org.warpath.nn.layer.Mode.TRAINING);
  }

  /** The fused one forward and backward. */
  @Benchmark
  public void fused() {
    pair.fused.forward(org.warpath.nn.layer.Mode.TRAINING);
    pair.fused.backward(pair.fusedSeeds);
  }

  /** The separate layers forward. */
  @Benchmark
  public void stepByStepForward() {
    pair.stepByStep.forward(org.warpath.nn.layer.Mode.TRAINING);
  }

  /** The separate layers forward and backward. */
  @Benchmark
  public void stepByStep() {
    pair.stepByStep.forward(org.warpath.nn.layer.Mode.TRAINING);
    pair.stepByStep.backward(pair.seeds);
  }
}
