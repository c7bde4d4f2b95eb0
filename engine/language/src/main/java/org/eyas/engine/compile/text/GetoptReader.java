package org.eyas.engine.compile.text;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/**
 * Parses the short options of a command line, as getopt(3) does with the same option string.
 *
 * <p>The result is a list: each option, followed by its argument if it has one; {@code ?} for an option that is not in the
 * option string. The list ends at {@code --} or at the first argument that is not an option; long options are skipped.
 */
public final class GetoptReader implements FieldReader.OfManyBytes {
  private static final Text UNKNOWN = Text.of("?");
  private static final Text DASHES = Text.of("--");
  private static final int EVERY = -1;

  private final FieldReader.OfManyBytes arguments;
  private final FieldReader.OfBytes options;
  private final BytesList values = new BytesList();
  private final BytesList selected = new BytesList();
  private ByteView[] views = {};
  private int viewsUsed;

  public GetoptReader(FieldReader.OfManyBytes arguments, FieldReader.OfBytes options) {
    this.arguments = arguments;
    this.options = options;
  }

  @Override
  public Presence read(Event event, BytesList out) {
    return scan(event, EVERY, out);
  }

  /** The argument of the last use of an option, or the option itself if it has no argument. */
  public Bytes last(Event event, int option) {
    selected.clear();
    Presence presence = scan(event, option, selected);
    if (presence != Presence.PRESENT) {
      return MissingText.text(presence);
    }
    return selected.size() > 0 ? selected.get(selected.size() - 1) : Text.ABSENT;
  }

  private Presence scan(Event event, int wanted, BytesList out) {
    Bytes known = options.read(event);
    values.clear();
    viewsUsed = 0;
    Presence presence = known.isPresent() ? arguments.read(event, values) : MissingText.of(known);
    if (presence != Presence.PRESENT) {
      return presence;
    }
    for (int i = 0; i < values.size(); i++) {
      Bytes argument = values.get(i);
      boolean isLong = argument.length() > 2 && argument.startsWith(DASHES);
      if (!isLong) {
        if (argument.length() < 2 || argument.at(0) != '-' || argument.contentEquals(DASHES)) {
          break;
        }
        i += cluster(i, known, wanted, out);
      }
    }
    return Presence.PRESENT;
  }

  /** Parses combined options, {@code -nt4}; returns how many of the following arguments were used. */
  private int cluster(int index, Bytes known, int wanted, BytesList out) {
    Bytes argument = values.get(index);
    for (int at = 1; at < argument.length(); at++) {
      int option = argument.at(at);
      int place = option == ':' ? -1 : known.indexOf(option, 0);
      boolean isWanted = wanted == EVERY || wanted == option;
      if (place < 0) {
        add(wanted == EVERY, UNKNOWN, out);
      } else if (place + 1 < known.length() && known.at(place + 1) == ':') {
        return argument(index, at, isWanted, wanted == EVERY, out);
      } else {
        add(isWanted, slice(argument, at, at + 1), out);
      }
    }
    return 0;
  }

  private int argument(int index, int at, boolean isWanted, boolean withName, BytesList out) {
    Bytes cluster = values.get(index);
    boolean attached = at + 1 < cluster.length();
    boolean follows = attached || index + 1 < values.size();
    if (!follows) {
      add(isWanted, Text.EMPTY, out);
      return 0;
    }
    add(isWanted && withName, slice(cluster, at, at + 1), out);
    add(isWanted, attached ? slice(cluster, at + 1, cluster.length()) : values.get(index + 1), out);
    return attached ? 0 : 1;
  }

  private static void add(boolean wanted, Bytes value, BytesList out) {
    if (wanted) {
      out.add(value);
    }
  }

  private ByteView slice(Bytes bytes, int from, int to) {
    if (viewsUsed == views.length) {
      views = java.util.Arrays.copyOf(views, views.length * 2 + 4);
      for (int i = viewsUsed; i < views.length; i++) {
        views[i] = new ByteView();
      }
    }
    return bytes.slice(from, to, views[viewsUsed++]);
  }
}
