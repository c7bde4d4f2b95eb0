package org.eyas.engine.state.cache;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.PathResolver;

/**
 * A cache of resolved paths, by directory and given path. Programs open the same files repeatedly, so most opens find
 * their path here without resolving it and without allocating. The size is limited: four paths form a set, in which a
 * new path replaces the oldest.
 */
public final class PathCache {
  private static final int SIZE = 1 << 13;
  private static final int WAYS = 4;

  private final Path[] places = new Path[SIZE];
  private final ByteBuilder directoryWithSlash = new ByteBuilder();
  private final ByteBuilder resolved = new ByteBuilder(1024);

  private final boolean keepsBytes;

  /** @param version decides whether unprintable bytes stay in the paths */
  public PathCache(FalcoVersion version) {
    keepsBytes = version.keepsBytes();
    java.util.Arrays.fill(places, new Path(Text.EMPTY, Text.EMPTY, Text.EMPTY));
  }

  /** Resolves a path relative to a directory, which gets a slash at the end if it has none. */
  public Path resolve(Bytes directory, Bytes path) {
    Bytes base = path.isEmpty() || path.at(0) != '/' ? directory : Text.EMPTY;
    int h = path.hashCode() * 31 + base.hashCode();
    int set = (h * 0x9e3779b9 >>> 8) * WAYS & SIZE - 1;
    for (int i = set; i < set + WAYS; i++) {
      Path known = places[i];
      if (known.raw.contentEquals(path) && (known.directory == base || known.directory.contentEquals(base))) {
        return known;
      }
    }
    Path fresh = new Path(base.toText(), path.toText(), full(base, path));
    System.arraycopy(places, set, places, set + 1, WAYS - 1);
    places[set] = fresh;
    return fresh;
  }

  private Text full(Bytes base, Bytes path) {
    directoryWithSlash.clear().append(base);
    if (!base.isEmpty() && base.at(base.length() - 1) != '/') {
      directoryWithSlash.append('/');
    }
    PathResolver.resolve(directoryWithSlash.view(), path, keepsBytes, resolved);
    return resolved.view().contentEquals(path) ? path.toText() : resolved.toText();
  }

  /** A path as given, and the resolved path. */
  public record Path(Text directory, Text raw, Text full) {}
}
