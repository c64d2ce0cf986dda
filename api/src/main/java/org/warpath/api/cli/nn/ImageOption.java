package org.warpath.api.cli.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.data.ImageFolder;
import picocli.CommandLine.Option;

/** Where images are: {@code --data}, or what a definition says. */
final class ImageOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "images: MNIST's four files, or CIFAR-10 as a .tar.xz of JPEG files (default: the data"
              + " layer's source)")
  private @Nullable Path folder;

  ImageFolder read(CaffeNet net) throws IOException {
    Path chosen = folder;
    if (chosen == null && !net.inputs().isEmpty()) {
      chosen = Path.of(net.inputs().getFirst().source());
    }
    if (chosen == null || (folder == null && !Files.isDirectory(chosen))) {
      throw new IllegalArgumentException(
          "there is no folder \"%s\" of images, which the definition names; --data says where they are"
              .formatted(chosen == null ? "" : chosen));
    }
    return ImageFolder.read(chosen);
  }
}
