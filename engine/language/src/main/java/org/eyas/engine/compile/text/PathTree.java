package org.eyas.engine.compile.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/**
 * A tree of paths by their components, for {@code pmatch}: a path matches if the tree contains it, or a directory above
 * it. A component may be a shell pattern. Empty components are ignored.
 */
public final class PathTree {
  private static final TextMap<PathTree> NO_NAMES = new TextMap<>(Map.of());

  private record Pattern(GlobPattern glob, PathTree below) {}

  /** Whether a path that reaches this node matches, whatever follows. */
  private boolean end;

  private final Map<Text, PathTree> building = new HashMap<>();
  private final List<Pattern> globs = new ArrayList<>();
  private final Map<Text, PathTree> globsByText = new HashMap<>();
  private TextMap<PathTree> names = NO_NAMES;
  private final ByteView component = new ByteView();

  private PathTree() {}

  static PathTree of(List<Text> paths) {
    PathTree root = new PathTree();
    paths.forEach(path -> root.add(path, 0));
    root.freeze();
    return root;
  }

  boolean matches(Bytes path) {
    return matches(path, 0);
  }

  private boolean matches(Bytes path, int from) {
    if (end) {
      return true;
    }
    int start = skipSlashes(path, from);
    if (start == path.length()) {
      return false;
    }
    int stop = componentEnd(path, start);
    Bytes name = path.slice(start, stop, component);
    PathTree below = names.find(name);
    if (below != null && below.matches(path, stop)) {
      return true;
    }
    for (int i = 0; i < globs.size(); i++) {
      Pattern pattern = globs.get(i);
      if (pattern.glob().matches(name) && pattern.below().matches(path, stop)) {
        return true;
      }
    }
    return false;
  }

  private void add(Text path, int from) {
    int start = skipSlashes(path, from);
    if (start == path.length()) {
      end = true;
      return;
    }
    int stop = componentEnd(path, start);
    Text name = path.slice(start, stop, new ByteView()).toText();
    child(name).add(path, stop);
  }

  private PathTree child(Text name) {
    boolean pattern = name.indexOf('*', 0) >= 0 || name.indexOf('?', 0) >= 0 || name.indexOf('[', 0) >= 0;
    if (!pattern) {
      return building.computeIfAbsent(name, n -> new PathTree());
    }
    @Nullable PathTree known = globsByText.get(name);
    if (known != null) {
      return known;
    }
    PathTree below = new PathTree();
    globsByText.put(name, below);
    globs.add(new Pattern(new GlobPattern(name, false), below));
    return below;
  }

  private void freeze() {
    names = building.isEmpty() ? NO_NAMES : new TextMap<>(building);
    building.values().forEach(PathTree::freeze);
    globs.forEach(pattern -> pattern.below().freeze());
  }

  private static int skipSlashes(Bytes path, int from) {
    int at = from;
    while (at < path.length() && path.at(at) == '/') {
      at++;
    }
    return at;
  }

  private static int componentEnd(Bytes path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }
}
