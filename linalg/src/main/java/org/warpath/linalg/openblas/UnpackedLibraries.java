package org.warpath.linalg.openblas;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.kernels.UserCache;

/**
 * Libraries as files, from which alone they can be loaded: kept in the user's cache, in a folder
 * named by platform and contents, so that they are unpacked once and not by every process. Where
 * there is no such folder, in a private one that is deleted as soon as they are loaded.
 */
final class UnpackedLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);

  private UnpackedLibraries() {}

  /** Loads them in this order; the functions of the last. */
  static SymbolLookup load(String platform, List<PackedLibrary> libraries) throws IOException {
    if (libraries.stream().allMatch(PackedLibrary::isIdentified)) {
      try {
        return open(kept(libraries, UserCache.part("openblas").in(folder(platform, libraries))));
      } catch (IOException e) {
        LOG.info("OpenBLAS is unpacked by every process: {}", UserCache.reason(e));
      } catch (UnsupportedOperationException e) {
        // Such as a home on which programs may not run.
        LOG.info("OpenBLAS is unpacked by every process: {}", e.getMessage());
      }
    }
    return loadFromPrivateFolder(libraries);
  }

  static String folder(String platform, List<PackedLibrary> libraries) {
    StringBuilder name = new StringBuilder(platform);
    libraries.forEach(library -> name.append("-%08x".formatted(library.crc())));
    return name.toString();
  }

  /**
   * The files of {@code libraries} in {@code cache}, those unpacked that are not there.
   *
   * @throws IOException if one can be neither found nor kept
   */
  static List<Path> kept(List<PackedLibrary> libraries, UserCache cache) throws IOException {
    List<Path> files = new ArrayList<>();
    for (PackedLibrary library : libraries) {
      files.add(kept(library, cache));
    }
    return files;
  }

  private static Path kept(PackedLibrary library, UserCache cache) throws IOException {
    try {
      Path file = cache.find(library.file());
      // Its CRC was compared when it was unpacked. To read it all each time would cost what the
      // cache saves; what is left to find is a file cut short.
      if (Files.size(file) == library.size()) {
        return file;
      }
      LOG.warn("{} is damaged: unpacked again", file);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is not kept yet", library.file());
    } catch (AccessDeniedException e) {
      LOG.warn("not used: {}", e.getMessage());
    }
    return cache.keep(library.file(), library::writeTo);
  }

  private static SymbolLookup loadFromPrivateFolder(List<PackedLibrary> libraries)
      throws IOException {
    Path folder =
        Files.createTempDirectory(
            "warpath-openblas",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Path> copies = new ArrayList<>();
    try {
      for (PackedLibrary library : libraries) {
        Path copy = folder.resolve(library.file());
        copies.add(copy);
        try (OutputStream out = Files.newOutputStream(copy)) {
          library.writeTo(out);
        }
      }
      return open(copies);
    } finally {
      // What is loaded stays.
      for (Path copy : copies) {
        Files.deleteIfExists(copy);
      }
      Files.delete(folder);
    }
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup open(List<Path> files) {
    SymbolLookup last =
        _ -> {
          throw new NoSuchElementException("no library");
        };
    for (Path file : files) {
      try {
        last = SymbolLookup.libraryLookup(file, Arena.global());
      } catch (IllegalArgumentException e) {
        throw new UnsupportedOperationException(
            file
                + " was unpacked but does not load; if programs may not run from that folder"
                + " (mounted noexec), name another by -Djava.io.tmpdir",
            e);
      }
    }
    return last;
  }
}
