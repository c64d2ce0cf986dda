package org.warpath.kernels;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the user's own for what is costly to make again. What lies there may be code, so
 * nothing is used that anyone but this user and root could have put there, and folders are made for
 * this user only. Several processes may use it at once.
 *
 * <p>It lies in the folder that the property {@code warpath.cache} or the variable {@code
 * WARPATH_CACHE} names, else in {@code $XDG_CACHE_HOME/warpath} or {@code ~/.cache/warpath}.
 */
public final class UserCache {
  private final Path folder;

  /** What {@code folder} holds, or will: it is made when first written to. */
  public UserCache(Path folder) {
    this.folder = folder;
  }

  /** The part of the user's cache that has this name. */
  public static UserCache part(String name) {
    return new UserCache(root(System.getenv(), System.getProperty("warpath.cache")).resolve(name));
  }

  static Path root(Map<String, String> environment, @Nullable String property) {
    if (property != null) {
      return Path.of(property);
    }
    String own = environment.get("WARPATH_CACHE");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    return xdg != null && !xdg.isEmpty()
        ? Path.of(xdg, "warpath")
        : Path.of(System.getProperty("user.home"), ".cache", "warpath");
  }

  /** A part of this part. */
  public UserCache in(String name) {
    return new UserCache(folder.resolve(name));
  }

  /**
   * A file that was kept. Whether it is whole is for the caller to see; a few reads of attributes.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be looked at, or somebody else could have written it; the
   *     message says who
   */
  public Path find(String name) throws IOException {
    Path file = folder.toRealPath().resolve(name);
    Ownership.requireFile(file);
    return file;
  }

  /**
   * Keeps a file, in place of one of that name if there is one: whole or not at all, even if the
   * machine stops meanwhile. Who has the former one open keeps that.
   *
   * @throws IOException if it cannot be written, or somebody else could write into the folder, or
   *     from {@code content}
   */
  public Path keep(String name, Content content) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path real = folder.toRealPath();
    Ownership.requireFolder(real);
    // Readable and writable by this user only.
    Path temporary = Files.createTempFile(real, name, ".tmp");
    try {
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(file);
        content.writeTo(out);
        file.force(true);
      }
      return Files.move(temporary, real.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Why {@code e} happened, for people: such exceptions often hold only a file's name. */
  public static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? String.valueOf(e.getMessage())
        : e.toString();
  }

  /** What to write into a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes it; need not close. */
    void writeTo(OutputStream out) throws IOException;
  }
}
