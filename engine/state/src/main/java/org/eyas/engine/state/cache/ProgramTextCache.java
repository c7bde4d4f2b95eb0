package org.eyas.engine.state.cache;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;

/**
 * Caches of the texts and objects that many processes share: names, arguments, environments, cgroups, credentials,
 * executable files.
 */
public final class ProgramTextCache {
  private static final Text DELETED = Text.of(" (deleted)");
  private static final Text CGROUP_SUFFIX = Text.of("_cgroup");

  private final TextInterner words = new TextInterner(1 << 12);
  private final TextInterner lists = new TextInterner(1 << 12);
  private final TextInterner groups = new TextInterner(1 << 12);
  private final TextInterner environments = new TextInterner(1 << 10);
  private final RecentValueCache<Credentials> credentials = new RecentValueCache<>();
  private final RecentValueCache<ExeFile> files = new RecentValueCache<>();
  private final ByteBuilder scratch = new ByteBuilder(4096);
  private final ByteView part = new ByteView();
  private Text lastCgroups = Text.EMPTY;
  private Text lastNamed = Text.EMPTY;

  public Text internText(Bytes text) {
    return words.intern(text);
  }

  /** The path of an executable file, without the mark that the kernel appends if the file was deleted. */
  public Text exepath(Bytes path) {
    int kept = path.length() - DELETED.length();
    return words.intern(kept > 0 && path.endsWith(DELETED) ? path.slice(0, kept, part) : path);
  }

  /** A list of arguments, each with a zero byte at its end; the last may have none. */
  public Text arguments(Bytes list) {
    return lists.intern(zeroTerminated(list));
  }

  public Credentials credentials(Credentials given) {
    return credentials.intern(given);
  }

  public ExeFile exeFile(ExeFile given) {
    return files.intern(given);
  }

  public Text environment(Bytes list) {
    return environments.intern(zeroTerminated(list));
  }

  private Bytes zeroTerminated(Bytes list) {
    int length = list.length();
    if (length == 0 || length == 1 && list.at(0) == 0) {
      return Text.EMPTY;
    }
    return list.at(length - 1) == 0 ? list : scratch.clear().append(list).append(0).view();
  }

  /**
   * Replaces the names that the kernel uses in a list of cgroups ({@code mem_cgroup}, {@code perf}, {@code io}) by the
   * names of the controllers.
   *
   * @param old the result if the list is malformed
   */
  public Text cgroups(Bytes list, Text old) {
    Bytes closed = zeroTerminated(list);
    if (closed.contentEquals(lastCgroups)) {
      return lastNamed;
    }
    Text raw = groups.intern(closed);
    scratch.clear();
    for (int from = 0; from < raw.length(); from = raw.indexOf(0, from) + 1) {
      int equals = raw.indexOf('=', from);
      int end = raw.indexOf(0, from);
      if (equals < 0 || equals > end) {
        return old;
      }
      controller(raw.slice(from, equals, part));
      scratch.append(raw, equals, end + 1);
    }
    lastCgroups = raw;
    lastNamed = groups.intern(scratch.view());
    return lastNamed;
  }

  private void controller(ByteView name) {
    int suffix = name.indexOf(CGROUP_SUFFIX, 0);
    int start = scratch.length();
    if (suffix < 0) {
      scratch.append(name);
    } else {
      scratch.append(name, 0, suffix).append(name, suffix + CGROUP_SUFFIX.length(), name.length());
    }
    String renamed = scratch.view().slice(start, scratch.length(), part).toString();
    switch (renamed) {
      case "perf" -> scratch.truncate(start).append("perf_event");
      case "mem" -> scratch.truncate(start).append("memory");
      case "io" -> scratch.truncate(start).append("blkio");
      default -> {}
    }
  }
}
