package org.warpath.linalg.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes files so that a reader sees the old content or the new, never a part: to a temporary file
 * beside the target, forced to disk, then renamed over it.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file's content, from the channel's start. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Makes {@code target} hold what {@code content} writes. When anything fails, or {@code content}
   * throws, the temporary file is deleted and {@code target} is as before. A symbolic link stays;
   * the file it leads to is replaced.
   *
   * @throws FileSystemException if the file cannot be written: the message names it and the reason,
   *     such as a missing folder, no permission or a full disk
   * @throws IOException another failure of {@code content}
   */
  public static void write(Path target, Content content) throws IOException {
    Path file = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    Path directory = requireWritable(target, file);
    Path temporary = directory.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, READ, WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
    } catch (FormatException e) {
      throw e;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceDirectory(directory);
  }

  /**
   * Writes all that remains in {@code bytes}; a single call of {@link WritableByteChannel#write}
   * need not.
   */
  public static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The folder of {@code file}, if it is there and nothing but a regular file is in the way. */
  private static Path requireWritable(Path target, Path file) throws IOException {
    Path directory = file.getParent();
    if (directory == null || (Files.exists(file) && !Files.isRegularFile(file))) {
      throw new FileSystemException(
          target.toString(), null, "cannot be written: it is not a regular file");
    }
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          target.toString(), null, "cannot be written: there is no folder " + directory);
    }
    return directory;
  }

  private static FileSystemException cannotWrite(Path target, IOException cause) {
    String reason =
        switch (cause) {
          case AccessDeniedException e -> "permission denied";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          default -> String.valueOf(cause.getMessage());
        };
    FileSystemException failure =
        new FileSystemException(target.toString(), null, "cannot be written: " + reason);
    failure.initCause(cause);
    return failure;
  }

  /**
   * Makes the names in {@code directory} outlast a crash of the machine: new files, renamed and
   * deleted ones. Only POSIX systems open folders, and only they need it.
   *
   * @throws IOException if the folder cannot be read
   */
  public static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }
}
