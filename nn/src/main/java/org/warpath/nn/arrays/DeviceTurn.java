package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;

/** A {@link Turn} on a device: matrices by tiles, all else element by element. */
final class DeviceTurn {
  private static final int TILE = 32;

  private final Turn turn;
  private final Kernels kernels;
  private final DeviceMove move;

  DeviceTurn(Turn turn, DeviceScope scope, String what) {
    this.turn = turn;
    kernels = new Kernels(scope, "nn_selection");
    move = new DeviceMove(turn.nest(), scope, what);
  }

  void apply(DeviceTensor from, DeviceTensor to) {
    if (!turn.isOfMatrices()) {
      move.apply(from, 1, to);
      return;
    }
    long tiles =
        (long) turn.matrices()
            * Math.ceilDiv(turn.rows(), TILE)
            * Math.ceilDiv(turn.columns(), TILE);
    kernels.blockEach(
        "selection_turn_" + to.type().byteSize(),
        tiles,
        LaunchShape.BLOCK,
        (long) turn.matrices(),
        (long) turn.rows(),
        (long) turn.columns(),
        from.memory(),
        to.memory());
  }
}
