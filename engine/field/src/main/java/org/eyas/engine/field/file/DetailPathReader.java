package org.eyas.engine.field.file;

import java.util.List;
import java.util.function.Function;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.text.PathResolver;

/** Reads the paths that a driver reports as a detail of a call, without {@code ..} and doubled slashes. */
final class DetailPathReader implements FieldReader.OfManyBytes {
  private final Function<CallDetails, List<Text>> which;
  private final ByteBuilder path = new ByteBuilder();

  DetailPathReader(Function<CallDetails, List<Text>> which) {
    this.which = which;
  }

  @Override
  public Presence read(Event event, BytesList out) {
    List<Text> paths = which.apply(event.details());
    for (int i = 0; i < paths.size(); i++) {
      PathResolver.resolveLong(Text.EMPTY, paths.get(i), path);
      out.add(path.toText());
    }
    return paths.isEmpty() ? Presence.ABSENT : Presence.PRESENT;
  }
}
