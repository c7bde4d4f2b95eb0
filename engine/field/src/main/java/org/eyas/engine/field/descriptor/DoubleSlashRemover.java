package org.eyas.engine.field.descriptor;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Removes doubled slashes from paths, without allocating. Used by one thread. */
final class DoubleSlashRemover {
  private final ByteBuilder path = new ByteBuilder();

  /** The path with single slashes; valid until the next call. */
  Bytes single(Bytes name) {
    if (!areIn(name)) {
      return name;
    }
    path.clear();
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.at(i) != '/' || name.at(i - 1) != '/') {
        path.append(name.at(i));
      }
    }
    return path.view();
  }

  private static boolean areIn(Bytes name) {
    for (int slash = name.indexOf('/', 0); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (slash + 1 < name.length() && name.at(slash + 1) == '/') {
        return true;
      }
    }
    return false;
  }
}
