package org.warpath.kernels;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Who could have written a file. Its owner can, whatever the mode says, and so can root. */
final class Ownership {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int ROOT = 0;

  private Ownership() {}

  /**
   * Nobody but this user and root can write the file or put another in its place.
   *
   * @param file its folder without symbolic links on the way
   */
  static void requireFile(Path file) throws IOException {
    Map<String, Object> attributes = attributes(file);
    if ((mode(attributes) & TYPE) != REGULAR) {
      throw new AccessDeniedException(file.toString(), null, "is no regular file");
    }
    requireOwn(file, attributes, WRITABLE_BY_OTHERS);
    requireFolder(file.getParent());
  }

  /**
   * Nobody but this user and root can write into the folder or put another in its place.
   *
   * @param folder without symbolic links on the way
   */
  static void requireFolder(Path folder) throws IOException {
    requireOwn(folder, attributes(folder), WRITABLE_BY_OTHERS);
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      Map<String, Object> attributes = attributes(above);
      // In a folder such as /tmp only a file's owner can move it.
      boolean sticky = (mode(attributes) & STICKY) != 0;
      requireOwn(above, attributes, sticky ? 0 : WRITABLE_BY_OTHERS);
    }
  }

  private static void requireOwn(Path path, Map<String, Object> attributes, int forbidden)
      throws AccessDeniedException {
    int owner = (int) attributes.get("uid");
    if (owner != ROOT && owner != User.ID) {
      throw new AccessDeniedException(
          path.toString(), null, "belongs to user " + owner + ", not to user " + User.ID);
    }
    if ((mode(attributes) & forbidden) != 0) {
      throw new AccessDeniedException(
          path.toString(),
          null,
          "can be written by others, its mode is %o".formatted(mode(attributes) & ~TYPE));
    }
  }

  private static Map<String, Object> attributes(Path path) throws IOException {
    return Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static int mode(Map<String, Object> attributes) {
    return (int) attributes.get("mode");
  }

  private static final class User {
    static final long ID = new UnixSystem().getUid();

    private User() {}
  }
}
