package org.eyas.engine.field.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.process.ProcessFieldRows.TextOf;
import org.jspecify.annotations.Nullable;

/** Readers of the ancestors of an event's process. */
final class AncestorReaders {
  private AncestorReaders() {}

  /** A text of one ancestor. */
  record NthText(int generations, TextOf property) implements FieldReader.OfBytes {
    @Override
    public Bytes read(Event event) {
      ProcessInfo ancestor = AncestorWalk.nth(event.process(), generations);
      return ancestor.known() ? property.of(ancestor) : Text.ABSENT;
    }
  }

  /** A text of each ancestor. */
  static final class EveryText implements FieldReader.OfManyBytes {
    private final TextOf property;
    private @Nullable AncestorWalk walk;

    EveryText(TextOf property) {
      this.property = property;
    }

    @Override
    public Presence read(Event event, BytesList out) {
      ProcessInfo leader = event.process().leader();
      if (!leader.known()) {
        return Presence.ABSENT;
      }
      walk = restarted(walk, leader);
      while (walk.next()) {
        out.add(property.of(walk.current()));
      }
      return Presence.of(out.size() > 0);
    }
  }

  /** The process id of each ancestor. */
  static final class EveryPid implements FieldReader.OfNumbers {
    private @Nullable AncestorWalk walk;

    @Override
    public Presence read(Event event, NumberList out) {
      ProcessInfo leader = event.process().leader();
      if (!leader.known()) {
        return Presence.ABSENT;
      }
      walk = restarted(walk, leader);
      while (walk.next()) {
        out.add(walk.current().pid());
      }
      return Presence.of(out.size() > 0);
    }
  }

  private static AncestorWalk restarted(@Nullable AncestorWalk walk, ProcessInfo from) {
    if (walk == null) {
      return AncestorWalk.of(from);
    }
    walk.restart(from);
    return walk;
  }
}
