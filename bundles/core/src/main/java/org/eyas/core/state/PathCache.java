package org.eyas.core.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Resolved paths by directory and path as given. Programs open the same files over and over: most opens find their
 * path here and neither resolve nor allocate. Bounded: a slot holds the last path that fell into it.
 */
final class PathCache {
  private static final int SIZE = 1 << 13;

  private final Path[] slots = new Path[SIZE];
  private final ByteBuilder directoryWithSlash = new ByteBuilder();
  private final ByteBuilder resolved = new ByteBuilder(1024);

  PathCache() {
    java.util.Arrays.fill(slots, new Path(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY));
  }

  /** The path as seen from a directory, which gets a closing slash where it has none. */
  Path resolve(Bytes directory, Bytes path) {
    Bytes base = path.isEmpty() || path.at(0) != '/' ? directory : Bytes.EMPTY;
    int h = path.hashCode() * 31 + base.hashCode();
    int slot = (h ^ h >>> 15) & SIZE - 1;
    Path known = slots[slot];
    if (known.raw.contentEquals(path) && (known.directory == base || known.directory.contentEquals(base))) {
      return known;
    }
    Path fresh = new Path(base.toText(), path.toText(), full(base, path));
    slots[slot] = fresh;
    return fresh;
  }

  private Text full(Bytes base, Bytes path) {
    directoryWithSlash.clear().append(base);
    if (!base.isEmpty() && base.at(base.length() - 1) != '/') {
      directoryWithSlash.append('/');
    }
    PathResolver.resolve(directoryWithSlash.view(), path, resolved);
    return resolved.view().contentEquals(path) ? path.toText() : resolved.toText();
  }

  /** A path as given, and what it resolved to. */
  record Path(Text directory, Text raw, Text full) {}
}
