package org.warpath.api.service.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * The folder that holds all that a service keeps, owned by one process at a time.
 *
 * <pre>
 * lock          held while a service uses the folder
 * warpath.db    catalog, vectors, jobs, keys
 * graphs/       a .csr a graph
 * vectors/      a .npy a vector
 * results/      what jobs answered
 * uploads/      a folder an upload: files on their way to become graphs
 * native/       SQLite's library while it is in use
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  static final String DATABASE = "warpath.db";
  static final String NATIVE_LIBRARIES = "native";

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens {@code root}, which is made if it is missing.
   *
   * @throws FileSystemException if another process uses it, or it cannot be written
   */
  public static DataDirectory open(Path root) throws IOException {
    for (String folder : new String[] {"graphs", "vectors", "results", "uploads", NATIVE_LIBRARIES}) {
      Files.createDirectories(root.resolve(folder));
    }
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new FileSystemException(root.toString(), null, "another service uses this folder");
      }
      return new DataDirectory(root.toAbsolutePath(), channel, lock);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process
    }
  }

  public Path database() {
    return root.resolve(DATABASE);
  }

  public Path nativeLibraries() {
    return root.resolve(NATIVE_LIBRARIES);
  }

  /** A new folder for files on their way in, named after nothing that came from outside. */
  public Path newUpload() throws IOException {
    return Files.createDirectory(upload(UUID.randomUUID().toString()));
  }

  /** The folder of an upload. */
  public Path upload(String name) {
    return root.resolve("uploads").resolve(name);
  }

  /** Deletes the folder of an upload. */
  public void deleteUpload(String name) throws IOException {
    delete(upload(name));
  }

  public Path graph(String file) {
    return root.resolve("graphs").resolve(file);
  }

  public Path vector(String file) {
    return root.resolve("vectors").resolve(file);
  }

  public Path result(String file) {
    return root.resolve("results").resolve(file);
  }

  /** Bytes free on the disk that holds the folder. */
  public long freeBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /**
   * Deletes every file of {@code folder} ("graphs", "vectors" …) that is not among {@code kept}.
   */
  public void sweep(String folder, Set<String> kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path file : files) {
        if (!kept.contains(file.getFileName().toString())) {
          delete(file);
        }
      }
    }
  }

  private static void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(file)) {
        for (Path child : inside) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
