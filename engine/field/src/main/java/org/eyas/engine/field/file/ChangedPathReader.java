package org.eyas.engine.field.file;

import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;

/** Reads {@code file.changed}. No other class knows which calls write a file or replace it by another file. */
final class ChangedPathReader implements FieldReader.OfManyBytes {
  private static final int FLAGS = PathParams.EXCHANGING.indexOf("flags");
  private static final int RENAME_EXCHANGE = 2;

  private final DetailPathReader details = new DetailPathReader(CallDetails::changed);
  private final AbsolutePathReader newName = new AbsolutePathReader();
  private final AbsolutePathReader oldName = new AbsolutePathReader();

  @Override
  public Presence read(Event event, BytesList out) {
    if (details.read(event, out) == Presence.PRESENT) {
      return Presence.PRESENT;
    }
    int code = event.type().code();
    if (PathParams.OPENED[code] >= 0) {
      return opened(event, out);
    }
    int param = PathParams.NEW_NAME[code];
    if (param < 0 || event.number(0) != 0 || !event.process().known() || MountCall.keepsFiles(event)) {
      return Presence.ABSENT;
    }
    out.add(newName.read(event, param));
    if (event.type() == PathParams.EXCHANGING && (event.number(FLAGS) & RENAME_EXCHANGE) != 0) {
      out.add(oldName.read(event, PathParams.EXCHANGED));
    }
    return Presence.PRESENT;
  }

  private static Presence opened(Event event, BytesList out) {
    if (event.number(0) < 0 || !FileOpenFields.writes(event) || !event.fd().known() || event.fd().type() != FdType.FILE) {
      return Presence.ABSENT;
    }
    out.add(event.fd().name());
    return Presence.PRESENT;
  }
}
