package org.warpath.bench;

import java.util.Arrays;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Our call and a library's on one device, in turn.
 *
 * @param ours seconds a call
 * @param bare seconds a call of the library with nothing of ours between
 * @param shares of the library's speed that ours has, round by round, ascending
 */
record DeviceRace(Measurement ours, Measurement bare, double[] shares) {
  /** Of the library's speed that ours should have. */
  static final double TARGET = 0.95;

  // Long beside waiting for the device, which is measured with the calls.
  private static final double SAMPLE_SECONDS = 0.02;
  private static final int MOST_CALLS = 1000;
  private static final int WARMUPS = 2;

  /** Measures both in each of {@code runs} rounds; which is first changes from round to round. */
  static DeviceRace run(DeviceScope scope, int runs, Runnable ours, Runnable bare) {
    int calls = Math.max(calls(scope, ours), calls(scope, bare));
    double[] our = new double[runs];
    double[] their = new double[runs];
    double[] shares = new double[runs];
    for (int run = 0; run < runs; run++) {
      if (run % 2 == 0) {
        our[run] = seconds(scope, calls, ours);
        their[run] = seconds(scope, calls, bare);
      } else {
        their[run] = seconds(scope, calls, bare);
        our[run] = seconds(scope, calls, ours);
      }
      shares[run] = their[run] / our[run];
    }
    Arrays.sort(our);
    Arrays.sort(their);
    Arrays.sort(shares);
    return new DeviceRace(
        new Measurement("Warpath", our, 0), new Measurement("bare", their, 0), shares);
  }

  /** Measures {@code call} alone. */
  static Measurement alone(DeviceScope scope, int runs, String name, double bytes, Runnable call) {
    int calls = calls(scope, call);
    return Measurement.of(name, 0, runs, bytes, () -> seconds(scope, calls, call));
  }

  /** As many as make a sample; the first calls, which load and plan, are not counted. */
  private static int calls(DeviceScope scope, Runnable call) {
    seconds(scope, WARMUPS, call);
    double one = seconds(scope, 1, call);
    return (int) Math.clamp(Math.ceil(SAMPLE_SECONDS / one), 1, MOST_CALLS);
  }

  private static double seconds(DeviceScope scope, int calls, Runnable call) {
    scope.synchronize();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    scope.synchronize();
    return (System.nanoTime() - start) * 1e-9 / calls;
  }

  /** The median of the rounds' shares. */
  double share() {
    int middle = shares.length / 2;
    return shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
  }
}
