package org.eyas.enricher.container.field;

import java.util.Locale;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.enricher.container.info.ContainerMounts;

/**
 * Reads one mount or a part of a mount. The mount is selected by its index, or by a glob that its source matches. For a
 * field that shows the source, the glob is compared with the destination.
 */
final class MountFieldReader implements FieldReader.OfBytes {
  private final ShownContainer shown;
  private final ContainerMounts.Piece piece;
  private final ContainerMounts.Piece compared;
  private final int index;
  private final Text glob;
  private final ByteView view = new ByteView();

  /**
   * @param field container.mount or container.mount.PART
   * @param argument an index or a glob
   */
  MountFieldReader(ShownContainer shown, String field, String argument) {
    this.shown = shown;
    piece =
        field.equals("container.mount")
            ? ContainerMounts.Piece.WHOLE
            : ContainerMounts.Piece.valueOf(field.substring(field.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    compared = piece == ContainerMounts.Piece.SOURCE ? ContainerMounts.Piece.DEST : ContainerMounts.Piece.SOURCE;
    index = argument.matches("[0-9]{1,9}") ? Integer.parseInt(argument) : -1;
    glob = Text.of(argument);
  }

  @Override
  public Bytes read(Event event) {
    ContainerMounts mounts = shown.info(event).mounts();
    if (mounts.size() == 0) {
      return mounts == ContainerMounts.PENDING ? Text.PENDING : Text.ABSENT;
    }
    int found = index >= 0 ? index : find(mounts);
    return found >= 0 && found < mounts.size() ? mounts.get(found, piece, view) : Text.ABSENT;
  }

  private int find(ContainerMounts mounts) {
    for (int i = 0; i < mounts.size(); i++) {
      if (ShellPattern.matches(glob, mounts.get(i, compared, view))) {
        return i;
      }
    }
    return -1;
  }
}
