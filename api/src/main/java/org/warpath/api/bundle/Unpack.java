package org.warpath.api.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks a bundle's jars when it first runs; a program of its own, before there is a class path to
 * speak of.
 */
public final class Unpack {
  private static final int FAILURE = 1;

  private Unpack() {}

  /** Arguments: the {@link Payload}, and the folder to make of it. */
  public static void main(String[] arguments) {
    Path payload = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    try {
      unpack(payload, target);
    } catch (IOException e) {
      System.err.println("warpath: " + payload + " cannot be unpacked to " + target + ": " + e);
      System.exit(FAILURE);
    }
  }

  /** Makes {@code target}, all of it or nothing; does nothing if another process has made it. */
  static void unpack(Path payload, Path target) throws IOException {
    Path made =
        Files.createTempDirectory(target.toAbsolutePath().getParent(), target.getFileName() + ".");
    try {
      try (ZipInputStream zip =
          new ZipInputStream(
              new XZInputStream(new BufferedInputStream(Files.newInputStream(payload))))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          Path file = made.resolve(entry.getName()).normalize();
          if (!file.startsWith(made)) {
            throw new IOException(entry.getName() + " would leave the folder");
          }
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(made);
      // A folder with something in it is never replaced: then another process was first.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> tree;
    try (Stream<Path> paths = Files.walk(folder)) {
      tree = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : tree) {
      Files.delete(path);
    }
  }
}
