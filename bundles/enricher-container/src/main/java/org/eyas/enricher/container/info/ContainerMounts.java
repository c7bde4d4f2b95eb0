package org.eyas.enricher.container.info;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * The mounts of a container, as one text with the positions of its parts:
 *
 * <pre>
 *   source:dest:mode:rdwr:propagation,source:dest:...
 *   ^     ^    ^    ^    ^           ^                    bounds, six for each mount; the first is the start
 * </pre>
 *
 * Immutable. A part is a slice of the text, so that a container with many mounts needs two objects and readers need none.
 */
public final class ContainerMounts {
  /** Positions in {@link #bounds} of the end of each part. */
  public enum Piece {
    WHOLE,
    SOURCE,
    DEST,
    MODE,
    RDWR,
    PROPAGATION
  }

  private static final int BOUNDS = 6;
  private static final int MOST_BYTES = 32 * 1024;

  /** There are no mounts. */
  public static final ContainerMounts NONE = new ContainerMounts(Text.EMPTY, new int[0]);

  /** The mounts are not known. */
  public static final ContainerMounts UNKNOWN = new ContainerMounts(Text.ABSENT, new int[0]);

  /** The mounts are looked up. */
  public static final ContainerMounts PENDING = new ContainerMounts(Text.PENDING, new int[0]);

  private final Bytes all;
  private final int[] bounds;

  private ContainerMounts(Bytes all, int[] bounds) {
    this.all = all;
    this.bounds = bounds;
  }

  /**
   * Makes mounts. Mounts after the first 32,768 bytes of text are left out, because the user that starts a container
   * chooses them.
   */
  public static ContainerMounts of(List<ContainerMount> mounts) {
    ByteBuilder text = new ByteBuilder();
    int[] bounds = new int[mounts.size() * BOUNDS];
    int at = 0;
    for (ContainerMount mount : mounts) {
      if (text.length() + mount.source().length() + mount.destination().length() > MOST_BYTES) {
        break;
      }
      if (at > 0) {
        text.append(',');
      }
      bounds[at++] = text.length();
      bounds[at++] = text.append(mount.source()).length();
      bounds[at++] = text.append(':').append(mount.destination()).length();
      bounds[at++] = text.append(':').append(mount.mode()).length();
      bounds[at++] = text.append(':').append(mount.writable() ? "true" : "false").length();
      bounds[at++] = text.append(':').append(mount.propagation()).length();
    }
    return at == 0 ? NONE : new ContainerMounts(text.toText(), Arrays.copyOf(bounds, at));
  }

  /** All mounts, separated by commas. */
  public Bytes all() {
    return all;
  }

  public int size() {
    return bounds.length / BOUNDS;
  }

  /**
   * A part of the mount with an index.
   *
   * @param into points at the part afterwards, and is returned
   */
  public ByteView get(int index, Piece piece, ByteView into) {
    int at = index * BOUNDS;
    if (piece == Piece.WHOLE) {
      return all.slice(bounds[at], bounds[at + BOUNDS - 1], into);
    }
    int end = at + piece.ordinal();
    int separator = piece == Piece.SOURCE ? 0 : 1;
    return all.slice(bounds[end - 1] + separator, bounds[end], into);
  }
}
