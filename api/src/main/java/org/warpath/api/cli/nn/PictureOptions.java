package org.warpath.api.cli.nn;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.PictureScaling;
import picocli.CommandLine.Option;

/** How pictures become tensors. */
final class PictureOptions {
  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "X",
      description =
          "subtract this from a picture's samples, which are 0 to 1; one number, or one a channel"
              + " (default: as a definition of Caffe's says, else 0)")
  private @Nullable List<Double> mean;

  @Option(
      names = "--deviation",
      split = ",",
      paramLabel = "X",
      description = "then divide by this; one number, or one a channel")
  private @Nullable List<Double> deviation;

  /** As is said here, or else by the model. */
  PictureScaling scaling(ModelFile model) throws IOException {
    if (mean == null && deviation == null) {
      return model.pictures();
    }
    return PictureScaling.of(
        mean == null ? List.of(0.0) : mean, deviation == null ? List.of(1.0) : deviation);
  }
}
