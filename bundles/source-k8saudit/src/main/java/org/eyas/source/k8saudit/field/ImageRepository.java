package org.eyas.source.k8saudit.field;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;

/** The parts of the name of an image: {@code registry:5000/group/name:tag@sha256:digest}. */
final class ImageRepository {
  private ImageRepository() {}

  /** Points the view at the name without tag and digest. A colon before a slash belongs to the port of the registry. */
  static Bytes repository(Bytes image, ByteView into) {
    int at = image.indexOf('@', 0);
    int end = at < 0 ? image.length() : at;
    for (int i = end - 1; i >= 0 && image.at(i) != '/'; i--) {
      if (image.at(i) == ':') {
        end = i;
      }
    }
    return image.slice(0, end, into);
  }
}
