package org.eyas.engine.incident;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * The files that the steps of incidents left behind, and the units that such files describe. Limited in number, because the watched
 * programs choose how many there are: the oldest is forgotten first. The table of incidents changes it under its lock; any thread may
 * ask it.
 */
final class LeftFiles {
  /** How the key of a file or a unit begins. */
  static final String PREFIX = "left ";

  static final int MOST = 16_384;
  private static final int LONGEST_PATH = 160;

  private final LinkedHashSet<String> oldestFirst = new LinkedHashSet<>();
  private final Set<String> all = ConcurrentHashMap.newKeySet();

  /** The key of a file: its path, as the processes of the container of this one see it. */
  static String fileKey(ProcessInfo process, String path) {
    return PREFIX + container(process) + ' ' + shortened(path);
  }

  /** The key of a unit of systemd, such as {@code backup.service}: another one in each container. No path is equal to it. */
  static String unitKey(ProcessInfo process, String unit) {
    return PREFIX + container(process) + " unit " + shortened(unit);
  }

  private static Bytes container(ProcessInfo process) {
    return process.attachment(ContainerDescription.KEY) instanceof ContainerDescription known ? known.id() : Text.EMPTY;
  }

  // Two long paths of equal hash are one: whoever makes them joins only steps of their own.
  private static String shortened(String path) {
    return path.length() <= LONGEST_PATH ? path : path.substring(path.length() - LONGEST_PATH) + '#' + path.hashCode();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean contains(String key) {
    return all.contains(key);
  }

  /** Adds a key as the newest one, and returns the one that was forgotten for it; null if there was room. */
  @Nullable
  String add(String key) {
    oldestFirst.addLast(key);
    all.add(key);
    if (oldestFirst.size() <= MOST) {
      return null;
    }
    String oldest = oldestFirst.removeFirst();
    all.remove(oldest);
    return oldest;
  }

  void remove(String key) {
    if (oldestFirst.remove(key)) {
      all.remove(key);
    }
  }
}
