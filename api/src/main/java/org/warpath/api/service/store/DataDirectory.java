package org.warpath.api.service.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.linalg.io.AtomicFile;

/**
 * The folder that holds all that a service keeps, owned by one process at a time.
 *
 * <pre>
 * lock          held while a service uses the folder
 * warpath.db    catalog, vectors, jobs, keys
 * graphs/       a .csr a graph
 * vectors/      a .npy a vector
 * models/       a folder a model
 * results/      what jobs answered
 * uploads/      a folder an upload: files on their way, and a training's snapshots
 * native/       SQLite's library while it is in use
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  static final String DATABASE = "warpath.db";
  static final String NATIVE_LIBRARIES = "native";

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  /**
   * The folders that this process holds. Their lock files must not even be opened again: POSIX lets
   * go of a process's lock when the process closes any descriptor of the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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
   * @throws FileSystemException if another service uses it, or it cannot be written
   */
  public static DataDirectory open(Path root) throws IOException {
    makeFolder(root.toAbsolutePath());
    Path folder = root.toRealPath();
    if (!HELD.add(folder)) {
      throw inUse(root);
    }
    try {
      return lock(root, folder);
    } catch (Throwable e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static DataDirectory lock(Path given, Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(given);
      }
      DataDirectory directory = new DataDirectory(folder, channel, lock);
      directory.makeFolders();
      return directory;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /** As {@link Files#createDirectories}, and a crash of the machine does not undo it. */
  private static void makeFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (Files.isDirectory(folder) || parent == null) {
      return;
    }
    makeFolder(parent);
    Files.createDirectory(folder);
    AtomicFile.forceDirectory(parent);
  }

  private static FileSystemException inUse(Path root) {
    return new FileSystemException(root.toString(), null, "another service uses this folder");
  }

  private void makeFolders() throws IOException {
    for (String folder :
        new String[] {"graphs", "vectors", "models", "results", "uploads", NATIVE_LIBRARIES}) {
      makeFolder(root.resolve(folder));
    }
    // SQLite's library outlives a process that was killed, and no other removes it.
    sweep(NATIVE_LIBRARIES, Set.of());
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

  /** Makes an upload, whose files are on disk, outlast a crash of the machine. */
  public void keepUpload(String name) throws IOException {
    AtomicFile.forceDirectory(upload(name));
    AtomicFile.forceDirectory(root.resolve("uploads"));
  }

  /** Deletes the folder of an upload; what cannot be deleted now is, at the next start. */
  public void deleteUpload(String name) {
    try {
      delete(upload(name));
    } catch (IOException e) {
      LOG.warn("upload {} cannot be deleted now", name, e);
    }
  }

  public Path graph(String file) {
    return root.resolve("graphs").resolve(file);
  }

  public Path vector(String file) {
    return root.resolve("vectors").resolve(file);
  }

  /** The folder of a model. */
  public Path model(String name) {
    return root.resolve("models").resolve(name);
  }

  /**
   * Makes {@code files}, a folder within an upload's, that of a model, which outlasts a crash of
   * the machine; the files in it are on disk.
   *
   * @return the folder's name
   */
  public String keepModel(Path files) throws IOException {
    AtomicFile.forceDirectory(files);
    String name = UUID.randomUUID().toString();
    Files.move(files, model(name), StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.forceDirectory(root.resolve("models"));
    return name;
  }

  /** Deletes the folder of a model; what cannot be deleted now is, at the next start. */
  public void deleteModel(String name) {
    try {
      delete(model(name));
    } catch (IOException e) {
      LOG.warn("model {} cannot be deleted now", name, e);
    }
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
    sweep("native", Set.of());
    try (lockFile) {
      lock.release();
    } finally {
      HELD.remove(root);
    }
  }
}
