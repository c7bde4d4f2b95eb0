package org.eyas.fields.hash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.linux.libc.OpenedPath;

/**
 * The number, size and times of a file, which stand for its content: the kernel changes the change time with each write.
 *
 * @param device the number of the file system
 * @param inode the number of the file in it
 * @param mode type and permissions, as in inode(7)
 * @param changeNanos when the content or an attribute last changed, in nanoseconds since the epoch. No program can set it
 * @param writeNanos when the content last changed. The owner can set it
 */
record HashedFileState(long device, long inode, int mode, long size, long changeNanos, long writeNanos) {
  private static final String ATTRIBUTES = "unix:dev,ino,mode,size,ctime,lastModifiedTime";
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;

  static HashedFileState of(OpenedPath file) throws IOException {
    Map<String, Object> values = Files.readAttributes(file.path(), ATTRIBUTES);
    return new HashedFileState(
        number(values, "dev"), number(values, "ino"), (int) number(values, "mode"), number(values, "size"),
        nanos(values, "ctime"), nanos(values, "lastModifiedTime"));
  }

  private static long number(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number ? number.longValue() : -1;
  }

  private static long nanos(Map<String, Object> values, String name) {
    return values.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : -1;
  }

  boolean isRegular() {
    return (mode & TYPE) == REGULAR;
  }
}
